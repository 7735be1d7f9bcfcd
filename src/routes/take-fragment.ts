/** What stands behind the `#`, taken out of the address at once: a token must not stay in history, bookmarks or screenshots. */
export function takeFragment(): string | undefined {
	const fragment = decodeURIComponent(location.hash.slice(1));
	if (!fragment) return undefined;
	history.replaceState(history.state, '', location.pathname + location.search);
	return fragment;
}

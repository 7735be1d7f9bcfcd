/** Which requests the service worker looks at, and how long it waits for the network. */

/** Answered by the relay, never from here. */
const relays = /^\/(?:api|sync)(?:\/|$)|^\/(?:healthz|readyz|metrics)$/;

/** After this long a page opens from what is kept, milliseconds. */
const patience = 2_000;

export function isOurs(path: string): boolean {
	return !relays.test(path);
}

/** The answer, or `undefined` when it has not come in time or will not come. */
export function timed(answer: Promise<Response>, within = patience): Promise<Response | undefined> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(undefined), within);
		answer
			.catch(() => undefined)
			.then((response) => {
				clearTimeout(timer);
				resolve(response);
			});
	});
}

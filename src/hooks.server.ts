/**
 * What goes wrong while a page is served. Pages have no server part, so that is hardly ever more than an address without
 * a page: anybody can ask for those, and they are no news for the log. The relay's log: server/observability/log.ts.
 */
import type { HandleServerError } from '@sveltejs/kit';

export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status !== 404) console.error(error);
	return { message };
};

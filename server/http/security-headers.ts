/**
 * Headers that every answer carries, pages included. Pages replace the Content-Security-Policy by their own, which is
 * stricter (svelte.config.js); files keep this one.
 */
import type { ServerResponse } from 'node:http';

export function setSecurityHeaders(res: ServerResponse, isHttps: boolean): void {
	res.setHeader('x-content-type-options', 'nosniff');
	// The fragment of a link is a secret; so that not even the path travels on.
	res.setHeader('referrer-policy', 'no-referrer');
	res.setHeader('x-frame-options', 'DENY');
	res.setHeader(
		'content-security-policy',
		"frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
	);
	res.setHeader('cross-origin-opener-policy', 'same-origin');
	res.setHeader('cross-origin-resource-policy', 'same-origin');
	res.setHeader('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()');
	if (isHttps) res.setHeader('strict-transport-security', 'max-age=31536000');
}

/** For everything that is data and never a page. */
export function setDataHeaders(res: ServerResponse): void {
	res.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';

/**
 * Nothing inline runs or paints but what we wrote ourselves, named by its hash: Kit names its start script, we name the
 * few rules in app.html. Styles that change go through the CSSOM, which needs no permission. Hashes and not nonces,
 * because the page that the service worker keeps carries its header along.
 */
const page = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const inlineStyles = Array.from(
	page.matchAll(/<style>([^]*?)<\/style>/g),
	([, rules = '']) => /** @type {const} */ (`sha256-${createHash('sha256').update(asParsed(rules)).digest('base64')}`)
);

/**
 * A browser hashes what its parser made of the text.
 * @param {string} text
 */
function asParsed(text) {
	return text.replaceAll('\r\n', '\n');
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// A build goes into a folder of its own (see server/bin/build.mjs), so that a running server keeps its files.
		adapter: adapter({ out: process.env.WERKTISCH_BUILD ?? 'build/by-hand', precompress: true }),
		// Absolute, so that the one shell the service worker keeps opens every address.
		paths: { relative: false },
		// The pictures of the README are served, but no device needs a copy to work without a network.
		serviceWorker: { register: false, files: (path) => !path.startsWith('screenshots/') },
		version: { pollInterval: 0 },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', ...inlineStyles],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['none'],
				'frame-ancestors': ['none']
			}
		}
	}
};

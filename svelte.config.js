import adapter from '@sveltejs/adapter-node';

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
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['none']
			}
		}
	}
};

/**
 * Who may import whom. Arrows point down only, two parts on the same line do not know each other, and what is not
 * listed is forbidden:
 *
 *   routes                     pages put features together
 *   features/*                 islands
 *   editor      ui      view
 *   sync        writers
 *               report
 *   model               i18n
 *   protocol
 *   kernel
 *
 * The comment of each rule says where the code belongs instead; layers.test.ts proves that each rule fires.
 * Tests may import anything. Read on in ARCHITECTURE.md.
 */

/** Each part of `src/lib` with the parts it may import, and what to do when that does not suffice. */
const layers = {
	kernel: {
		may: [],
		instead: 'kernel stands alone. What needs another part belongs into that part.'
	},
	protocol: {
		may: ['kernel'],
		instead:
			'protocol is what browser and relay agree on, as data. Meaning belongs into model, doing into sync or server/.'
	},
	i18n: {
		may: ['kernel'],
		instead: 'i18n knows words, not things. Pass what is to be said as an argument, from the part that knows it.'
	},
	model: {
		may: ['kernel', 'protocol'],
		instead:
			'model runs without screen, network and language. Words belong into i18n, sending into sync, showing into view: return data or a reason and let them speak.'
	},
	report: {
		may: ['kernel', 'i18n', 'model'],
		instead: 'report turns a snapshot into blocks. Formats belong into writers, buttons into features/report.'
	},
	writers: {
		may: ['kernel', 'i18n', 'report'],
		instead: 'a writer knows blocks and one format. What it has to know of the workshop belongs into a block of report.'
	},
	sync: {
		may: ['kernel', 'protocol', 'model'],
		instead:
			'sync moves and keeps documents. What is shown belongs into view, what is said into i18n (return a reason).'
	},
	view: {
		may: ['kernel', 'protocol', 'model', 'sync', 'i18n'],
		instead: 'view turns documents into runes. Components belong into ui or a feature, documents-to-text into report.'
	},
	ui: {
		may: ['kernel', 'i18n'],
		instead: 'ui is the design system and knows no workshop. Pass values, snippets and callbacks in from the feature.'
	},
	editor: {
		may: ['kernel', 'model/rich-text', 'i18n', 'view', 'ui'],
		instead:
			'editor knows rich text and nothing else of the model. What a text belongs to is decided by the feature that shows it.'
	}
};

const test = '\\.(test|contract)\\.ts$|/testing/|^tests/';
const library = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

const pointDown = Object.entries(layers).map(([name, { may, instead }]) => ({
	name: `${name}-imports-only-what-is-below`,
	comment: `${instead} (${name} may import: ${may.join(', ') || 'nothing'}.)`,
	severity: 'error',
	from: { path: `^src/lib/${name}/`, pathNot: test },
	to: { path: '^(src|server|tests)/', pathNot: [`^src/lib/${name}/`, ...may.map((part) => `^src/lib/${part}[/.-]`)] }
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...pointDown,
		{
			name: 'report-only-reads',
			comment:
				'report works on the frozen snapshot: types, selectors, rich text and dates of the model are fine. What writes to documents (commands, schema, Yjs) belongs into a command that a feature calls.',
			severity: 'error',
			from: { path: '^src/lib/report/', pathNot: test },
			to: { path: '^src/lib/model/(schema/|.*-commands\\.ts$|workshop\\.ts$)', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'writers-know-only-the-blocks',
			comment:
				'A writer takes the types of the blocks and nothing that builds them; what it lacks becomes part of a block in report.',
			severity: 'error',
			from: { path: '^src/lib/writers/', pathNot: test },
			to: { path: '^src/lib/report/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'features-are-islands',
			comment:
				'A feature never imports another one. Shared looks belong into ui, shared reading into view, shared rules into model; the page in routes puts features side by side.',
			severity: 'error',
			from: { path: '^src/lib/features/([^/]+)/', pathNot: test },
			to: { path: '^src/lib/features/', pathNot: '^src/lib/features/$1/' }
		},
		{
			name: 'features-import-only-what-is-below',
			comment:
				'A feature shows and calls commands: kernel, protocol, model, i18n, view, ui, editor. Sessions and stores reach it through view; only features/report makes documents (report, writers).',
			severity: 'error',
			from: { path: '^src/lib/features/', pathNot: test },
			to: {
				path: '^(src|server|tests)/',
				pathNot: ['^src/lib/(kernel|protocol|model|i18n|view|ui|editor|features)/', '^src/lib/(report|writers)/']
			}
		},
		{
			name: 'only-the-report-feature-makes-documents',
			comment: 'Building and writing the document belongs into features/report; other features link to its page.',
			severity: 'error',
			from: { path: '^src/lib/features/', pathNot: ['^src/lib/features/report/', test] },
			to: { path: '^src/lib/(report|writers)/' }
		},
		{
			name: 'routes-only-put-features-together',
			comment:
				'A page goes through the doors of sync (open-device, open-session, trial) and puts features together; everything that knows the model or a document belongs into a feature or into view.',
			severity: 'error',
			from: { path: '^src/routes/', pathNot: test },
			to: {
				path: '^(src|server|tests)/',
				pathNot: [
					'^src/routes/',
					'^src/lib/(kernel|features|view|ui|i18n)/',
					'^src/lib/sync/(open-session|open-device|trial)\\.ts$',
					'^src/[^/]+\\.css$'
				]
			}
		},
		{
			name: 'the-service-worker-stands-alone',
			comment: 'The service worker only keeps and serves the shell; whatever knows a workshop belongs into sync.',
			severity: 'error',
			from: { path: '^src/service-worker' },
			to: { path: '^(src|server|tests)/', pathNot: ['^src/service-worker', '^src/lib/kernel/'] }
		},
		{
			name: 'relay-is-document-blind',
			comment:
				'The relay knows kernel and protocol only: whatever needs to understand a document belongs into the browser (model, sync).',
			severity: 'error',
			from: { path: '^server/', pathNot: test },
			to: { path: '^(src|tests)/', pathNot: '^src/lib/(kernel|protocol)/' }
		},
		{
			name: 'relay-never-in-the-browser',
			comment: 'The browser speaks to the relay over HTTP and sockets. What both need belongs into protocol.',
			severity: 'error',
			from: { path: '^src/', pathNot: test },
			to: { path: '^server/' }
		},
		{
			name: 'relay-touches-yjs-only-in-rooms-and-storage',
			comment:
				'Everything else in server/ handles bytes. Counting, checking and merging updates belongs into server/rooms or server/storage.',
			severity: 'error',
			from: { path: '^server/', pathNot: ['^server/(rooms|storage)/', test] },
			to: { path: library('yjs', 'y-protocols', 'lib0') }
		},
		{
			name: 'relay-runs-without-development-packages',
			comment: 'What the relay needs while it serves stands under "dependencies" in package.json.',
			severity: 'error',
			from: { path: '^server/', pathNot: ['^server/bin/', '^server/vite-plugin\\.ts$', test] },
			to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: library('@types') }
		},
		{
			name: 'only-model-and-sync-touch-yjs',
			comment:
				'Documents are read through snapshots and views and written by commands. Reading belongs into model or view, writing into a command, the binding of the editor into editor/collaboration.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/lib/(model|sync|view|editor)/', test] },
			to: { path: library('yjs', 'y-protocols', '@tiptap/y-tiptap') }
		},
		{
			name: 'view-and-editor-only-pass-yjs-on',
			comment:
				'view and editor may name the type of what they pass on (the text of a note). Reading or changing it belongs into model, binding it to Tiptap into editor/collaboration.',
			severity: 'error',
			from: { path: '^src/lib/(view|editor)/', pathNot: ['^src/lib/editor/collaboration', test] },
			to: { path: library('yjs', 'y-protocols', '@tiptap/y-tiptap'), dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'only-sync-touches-sockets-and-the-local-store',
			comment: 'Opening, storing and sending belongs into sync; others get a session from it.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/lib/sync/', test] },
			to: { path: library('y-websocket', 'idb-keyval') }
		},
		{
			name: 'only-the-editor-touches-tiptap',
			comment: 'Tiptap is wrapped once, in editor. Rich text as data belongs into model/rich-text.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/lib/editor/', test] },
			to: { path: library('@tiptap', 'prosemirror-[^/]+') }
		},
		{
			name: 'only-the-docx-writer-touches-docx',
			comment: 'Each format has one folder below writers; what others need of it becomes part of the blocks.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/lib/writers/docx/', test] },
			to: { path: library('docx') }
		},
		{
			name: 'writers-are-lazy',
			comment:
				'The docx library is large. The writer that uses it is reached by `await import(…)` only, in the registry of writers, so that nobody loads it who does not export.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/lib/writers/docx/', test] },
			to: { path: '^src/lib/writers/docx/', dynamic: false, dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'svelte-stays-above-sync',
			comment:
				'These parts also run in the relay’s tests, in simulation and in Node. Runes and components belong into view, ui, editor and features.',
			severity: 'error',
			from: { path: '^src/lib/(kernel|protocol|i18n|model|report|writers|sync)/', pathNot: test },
			to: { path: library('svelte') }
		},
		{
			name: 'no-node-in-the-browser',
			comment: 'The browser has no Node modules. Work with files and processes belongs into server/ or tests/.',
			severity: 'error',
			from: { path: '^src/', pathNot: test },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'tests-stay-outside',
			comment:
				'What the app needs does not live in a test. Move it into the part it belongs to and let the test import it from there.',
			severity: 'error',
			from: { path: '^(src|server)/', pathNot: test },
			to: { path: test }
		},
		{
			name: 'no-cycles',
			comment: 'Two modules that need each other are one, or both need a third one below them.',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'no-orphans',
			comment: 'Nothing imports this module and it imports nothing: put it to use or remove it.',
			severity: 'error',
			from: {
				orphan: true,
				pathNot: [
					'\\.d\\.ts$',
					'^src/routes/',
					'^src/params/',
					'^src/service-worker',
					'^server/(main|vite-plugin)\\.ts$',
					'^server/bin/',
					test
				]
			},
			to: {}
		},
		{
			name: 'only-declared-packages',
			comment: 'Write the package into package.json; it is here only because another one happens to bring it.',
			severity: 'error',
			from: {},
			to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }
		},
		{
			name: 'everything-imported-exists',
			comment: 'This import leads nowhere.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^\\$(app/|service-worker$)|/\\$types(\\.js)?$' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.(css|svg|woff2)$' },
		// Types count as well: who imports a type knows the part it comes from.
		tsPreCompilationDeps: true,
		combinedDependencies: false,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default'],
			mainFields: ['svelte', 'module', 'main', 'types'],
			extensions: ['.ts', '.svelte', '.js', '.mjs', '.d.ts']
		}
	}
};

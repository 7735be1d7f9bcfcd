// How much script travels to a phone (brotli), per page, and how large the parts are that come later.
import { bytesOf, readBuildGraph } from '../architecture/build-graph.ts';
import { kilobytes, type Measurement } from './measurement.ts';

const parts = [
	{ name: 'Tiptap', mark: 'ProseMirror-' },
	{ name: 'docx', mark: 'word/document.xml' }
] as const;

export function bundleSizes(): readonly Measurement[] {
	const graph = readBuildGraph();
	const pages = graph.routes.map((route) => {
		const scripts = graph.firstLoad(route);
		return { what: `script of ${route}`, value: kilobytes(bytesOf(scripts)), note: `${scripts.length} files` };
	});
	const later = parts.map(({ name, mark }) => {
		const scripts = graph.scripts.filter((script) => script.text.includes(mark));
		return {
			what: `${name}, on use`,
			value: kilobytes(bytesOf(scripts)),
			note: scripts.map((script) => script.file.split('/').at(-1)).join(', ')
		};
	});
	return [...pages, ...later];
}

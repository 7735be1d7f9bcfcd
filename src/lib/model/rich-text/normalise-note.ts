/**
 * Makes a note of any JSON: clean attributes, and a structure the editor accepts. y-tiptap deletes from the shared
 * document what does not fit its schema (a list item without a paragraph, a cell outside a row), so everything is put
 * where it fits, and no word is dropped. Nodes of unknown type stay as they are.
 */
import { cleanMark, element, isPlainObject, joinTexts, textNode } from './canonical.ts';
import { noteNodes, type NodeContent, type NoteJson, type NoteMark, type NoteNode } from './node-set.ts';

/** Nodes nested deeper than this give their words to the one around them. Repair at most triples the depth. */
const deepestWritten = 60;

/** Accepts a ProseMirror document, a node, a list of nodes or a plain text; anything else is an empty note. */
export function normaliseNote(json: unknown): NoteJson {
	const nodes = typeof json === 'string' ? json.split(/\r\n|\r|\n/).map(paragraphOf) : fromJson(json, -1);
	const content = asBlocks(nodes);
	return { type: 'doc', ...(content.length > 0 && { content }) };
}

function paragraphOf(line: string): NoteNode {
	return element('paragraph', {}, [textNode(line)]);
}

function fromJson(json: unknown, depth: number): readonly NoteNode[] {
	if (Array.isArray(json)) return joinTexts(json.flatMap((item) => fromJson(item, depth)));
	if (!isPlainObject(json)) return [];
	const { type, attrs, content, text, marks } = json;
	if (type === 'text') return typeof text === 'string' && text !== '' ? [textNode(text, marksFrom(marks))] : [];
	const children = Array.isArray(content) ? fromJson(content, depth + 1) : [];
	if (typeof type !== 'string' || type === '' || type === 'doc' || depth >= deepestWritten) return children;
	const own = (inside: readonly NoteNode[]) => element(type.toWellFormed(), isPlainObject(attrs) ? attrs : {}, inside);
	// Words inside of a leaf follow it.
	return specOf({ type })?.content === 'none' ? [own([]), ...children] : [own(children)];
}

function marksFrom(json: unknown): readonly NoteMark[] {
	if (!Array.isArray(json)) return [];
	return json
		.map((mark: unknown) =>
			isPlainObject(mark) && typeof mark.type === 'string' ? cleanMark(mark.type.toWellFormed(), mark.attrs) : undefined
		)
		.filter((mark) => mark !== undefined);
}

/** A node with its content put right: none for an empty list, several where blocks stood among its words. */
function repair(node: NoteNode): readonly NoteNode[] {
	const spec = specOf(node);
	if (!spec || spec.content === 'none') return [node];
	if (spec.content === 'inline') return splitAtBlocks(node);
	const fitting = fit(node.content ?? [], spec.content);
	return fitting.length > 0 ? [withContent(node, fitting)] : [];
}

function fit(content: readonly NoteNode[], wanted: Exclude<NodeContent, 'none' | 'inline'>): readonly NoteNode[] {
	if (Array.isArray(wanted)) return asParts(content, wanted as readonly [string, ...string[]]);
	const blocks = asBlocks(content);
	const isStartMissing = wanted === 'blocks' ? blocks.length === 0 : blocks[0]?.type !== 'paragraph';
	return isStartMissing ? [{ type: 'paragraph' }, ...blocks] : blocks;
}

/** A picture in the middle of a paragraph comes between two halves of it. */
function splitAtBlocks(node: NoteNode): readonly NoteNode[] {
	const pieces: NoteNode[] = [];
	let open: NoteNode[] = [];
	const close = () => {
		if (open.length > 0) pieces.push(withContent(node, open));
		open = [];
	};
	for (const child of node.content ?? []) {
		if ((specOf(child)?.place ?? 'inline') === 'inline') open.push(child);
		else {
			close();
			pieces.push(...asBlocks([child]));
		}
	}
	close();
	return pieces.length > 0 ? pieces : [withContent(node, [])];
}

/** Loose text gets a paragraph, loose items a list, loose rows and cells a table. */
function asBlocks(content: readonly NoteNode[]): readonly NoteNode[] {
	return gather(content, containerInBlocks).flatMap((node) => (container(node) ? asBlocks([node]) : repair(node)));
}

function asParts(content: readonly NoteNode[], names: readonly [string, ...string[]]): readonly NoteNode[] {
	const isPart = (node: NoteNode) => names.includes(node.type) || !specOf(node);
	return gather(content, (node) => (isPart(node) ? undefined : names[0])).flatMap((node) => repair(node));
}

/** Puts neighbours that need the same container into one. */
function gather(
	content: readonly NoteNode[],
	containerFor: (node: NoteNode) => string | undefined
): readonly NoteNode[] {
	const gathered: NoteNode[] = [];
	let open: string | undefined;
	for (const node of content) {
		const wanted = containerFor(node);
		const last = gathered.at(-1);
		if (wanted !== undefined && wanted === open && last)
			gathered[gathered.length - 1] = withContent(last, [...(last.content ?? []), node]);
		else gathered.push(wanted === undefined ? node : { type: wanted, content: [node] });
		open = wanted;
	}
	return gathered;
}

const containers: Readonly<Record<string, string>> = {
	listItem: 'bulletList',
	taskItem: 'taskList',
	tableRow: 'table',
	tableCell: 'tableRow',
	tableHeader: 'tableRow'
};

function container(node: NoteNode): string | undefined {
	return Object.hasOwn(containers, node.type) ? containers[node.type] : undefined;
}

function containerInBlocks(node: NoteNode): string | undefined {
	return specOf(node)?.place === 'inline' ? 'paragraph' : container(node);
}

function specOf(node: NoteNode) {
	return Object.hasOwn(noteNodes, node.type) ? noteNodes[node.type] : undefined;
}

function withContent(node: NoteNode, content: readonly NoteNode[]): NoteNode {
	const { content: _before, ...rest } = node;
	return content.length > 0 ? { ...rest, content: joinTexts(content) } : rest;
}

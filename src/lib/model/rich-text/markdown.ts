/**
 * Markdown to rich text, for imports only: CommonMark with GitHub's tables, task lists, strikethrough and bare links.
 * The parser is loaded when somebody imports (`await import`), never with the board. HTML in it stays text, pictures
 * from elsewhere become links. A star between two letters is part of a word (`Botschafter*innen`), never emphasis.
 */
import type { List, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { NoteJson, NoteMark, NoteNode } from './node-set.ts';
import { normaliseNote } from './normalise-note.ts';

export function markdownToNote(markdown: string): NoteJson {
	const star = standIn(markdown);
	const root = fromMarkdown(markdown.replace(/(?<=\p{L})\*(?=\p{L})/gu, star), {
		extensions: [gfm({ singleTilde: false })],
		mdastExtensions: [gfmFromMarkdown()]
	});
	const targets = new Map(
		root.children.filter((node) => node.type === 'definition').map(({ identifier, url }) => [identifier, url])
	);
	const content = root.children.flatMap((node) => block(node, targets));
	return normaliseNote(JSON.parse(JSON.stringify(content).replaceAll(star, '*')));
}

/** Addresses by the name they are referred to. */
type Targets = ReadonlyMap<string, string>;

/** A character that the text does not contain, to keep a star's place while emphasis is looked for. */
function standIn(markdown: string): string {
	for (let code = 0xe000; ; code++) {
		const candidate = String.fromCharCode(code);
		if (!markdown.includes(candidate)) return candidate;
	}
}

function block(node: RootContent, targets: Targets): readonly NoteNode[] {
	switch (node.type) {
		case 'paragraph':
			return [{ type: 'paragraph', content: inline(node.children, targets) }];
		case 'heading':
			return [{ type: 'heading', attrs: { level: node.depth }, content: inline(node.children, targets) }];
		case 'blockquote':
			return [{ type: 'blockquote', content: node.children.flatMap((child) => block(child, targets)) }];
		case 'list':
			return [list(node, targets)];
		case 'code':
			return node.value.split('\n').map((line) => ({ type: 'paragraph', content: [text(line, [{ type: 'code' }])] }));
		case 'html':
			return [{ type: 'paragraph', content: [text(node.value)] }];
		case 'thematicBreak':
			return [{ type: 'horizontalRule' }];
		case 'table':
			return [table(node, targets)];
		case 'footnoteDefinition':
			return node.children.flatMap((child, at) => {
				const nodes = block(child, targets);
				return at === 0 ? [text(`[${node.identifier}]`), ...nodes] : nodes;
			});
		case 'definition':
		case 'yaml':
			return [];
		default:
			// Nothing else stands at the top of what the parser makes; normalising finds a place for it all the same.
			return inline([node as PhrasingContent], targets);
	}
}

function list(node: List, targets: Targets): NoteNode {
	const isTasks = node.children.some((item) => typeof item.checked === 'boolean');
	const content = node.children.map((item) => ({
		type: isTasks ? 'taskItem' : 'listItem',
		...(isTasks && { attrs: { checked: item.checked === true } }),
		content: item.children.flatMap((child) => block(child, targets))
	}));
	if (isTasks || !node.ordered) return { type: isTasks ? 'taskList' : 'bulletList', content };
	return {
		type: 'orderedList',
		...(node.start != null && node.start !== 1 && { attrs: { start: node.start } }),
		content
	};
}

function table(node: Table, targets: Targets): NoteNode {
	const content = node.children.map((row, at) => ({
		type: 'tableRow',
		content: row.children.map((cell) => ({
			type: at === 0 ? 'tableHeader' : 'tableCell',
			content: [{ type: 'paragraph', content: inline(cell.children, targets) }]
		}))
	}));
	return { type: 'table', content };
}

function inline(
	nodes: readonly PhrasingContent[],
	targets: Targets,
	marks: readonly NoteMark[] = []
): readonly NoteNode[] {
	const inside = (children: readonly PhrasingContent[], mark: NoteMark) => inline(children, targets, [...marks, mark]);
	return nodes.flatMap((node): readonly NoteNode[] => {
		switch (node.type) {
			case 'text':
				return [text(node.value.replaceAll('\n', ' '), marks)];
			case 'strong':
				return inside(node.children, { type: 'bold' });
			case 'emphasis':
				return inside(node.children, { type: 'italic' });
			case 'delete':
				return inside(node.children, { type: 'strike' });
			case 'inlineCode':
				return [text(node.value, [...marks, { type: 'code' }])];
			case 'link':
				return inside(node.children, linkTo(node.url));
			case 'linkReference':
				return inside(node.children, linkTo(targets.get(node.identifier)));
			case 'image':
				return [text(node.alt || node.url, [...marks, linkTo(node.url)])];
			case 'imageReference':
				return [text(node.alt || node.identifier, [...marks, linkTo(targets.get(node.identifier))])];
			case 'break':
				return [{ type: 'hardBreak' }];
			case 'html':
				return /^<br\s*\/?>$/i.test(node.value) ? [{ type: 'hardBreak' }] : [text(node.value, marks)];
			case 'footnoteReference':
				return [text(`[${node.identifier}]`, marks)];
		}
	});
}

function text(value: string, marks: readonly NoteMark[] = []): NoteNode {
	return { type: 'text', text: value, marks };
}

/** Normalising takes the mark off again where the address is none to follow. */
function linkTo(url: string | undefined): NoteMark {
	return { type: 'link', attrs: { href: url ?? '' } };
}

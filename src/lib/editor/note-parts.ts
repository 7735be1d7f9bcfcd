/** Parts of a note that are not Tiptap's own; their names and attributes are those of model/rich-text. */
import { Mark, mergeAttributes, Node, textblockTypeInputRule } from '@tiptap/core';

/** How many levels of the page stand above a note: its title and the heading of the note itself. */
const levelsAbove = 2;
const levels = [1, 2, 3] as const;

/** Written one to three, shown below the headings of the page. */
export const Heading = Node.create({
	name: 'heading',
	group: 'block',
	content: 'inline*',
	defining: true,
	addAttributes: () => ({ level: { default: 1, rendered: false } }),
	parseHTML: () => [
		{ tag: '[data-level]', getAttrs: (element) => ({ level: levelOf(element.dataset.level) }) },
		...levels.map((level) => ({ tag: `h${level}`, attrs: { level } })),
		{ tag: 'h4', attrs: { level: 3 } }
	],
	renderHTML({ node, HTMLAttributes }) {
		const level = levelOf(node.attrs.level);
		return [`h${level + levelsAbove}`, mergeAttributes(HTMLAttributes, { 'data-level': level }), 0];
	},
	addKeyboardShortcuts() {
		return Object.fromEntries(
			levels.map((level) => [
				`Mod-Alt-${level}`,
				() => this.editor.commands.toggleNode(this.name, 'paragraph', { level })
			])
		);
	},
	addInputRules() {
		return levels.map((level) =>
			textblockTypeInputRule({ find: new RegExp(`^(#{${level}})\\s$`), type: this.type, getAttributes: { level } })
		);
	}
});

/** A star is a letter here (`Botschafter*innen`), never a sign for italics: they come from the button and the key alone. */
export const Italic = Mark.create({
	name: 'italic',
	parseHTML: () => [
		{ tag: 'em' },
		{ tag: 'i', getAttrs: (element) => element.style.fontStyle !== 'normal' && null },
		{ style: 'font-style=italic' }
	],
	renderHTML: () => ['em', 0],
	addKeyboardShortcuts() {
		return { 'Mod-i': () => this.editor.commands.toggleMark(this.name) };
	}
});

/** May lie on bold and linked text, as the model allows. */
export const Code = Mark.create({
	name: 'code',
	code: true,
	exitable: true,
	parseHTML: () => [{ tag: 'code' }],
	renderHTML: () => ['code', 0],
	addKeyboardShortcuts() {
		return { 'Mod-e': () => this.editor.commands.toggleMark(this.name) };
	}
});

export const Highlight = Mark.create({
	name: 'highlight',
	parseHTML: () => [{ tag: 'mark' }],
	renderHTML: () => ['mark', 0],
	addKeyboardShortcuts() {
		return { 'Mod-Shift-h': () => this.editor.commands.toggleMark(this.name) };
	}
});

/** A picture of the workshop. Pictures of other places never become one: nothing is fetched from a third party. */
export const Image = Node.create<{ emptyLabel: string }>({
	name: 'image',
	group: 'block',
	atom: true,
	draggable: true,
	addOptions: () => ({ emptyLabel: '' }),
	addAttributes: () => ({ file: fromData('file'), alt: fromData('alt'), caption: fromData('caption') }),
	parseHTML: () => [{ tag: 'figure[data-file]' }],
	renderHTML({ node, HTMLAttributes }) {
		const { alt, caption } = node.attrs as { alt: string | null; caption: string | null };
		const place = ['div', { class: 'picture', role: 'img', 'aria-label': alt || this.options.emptyLabel }] as const;
		return ['figure', HTMLAttributes, place, ['figcaption', {}, caption || alt || this.options.emptyLabel]];
	}
});

const fromData = (name: string) => ({
	default: null,
	parseHTML: (element: HTMLElement) => element.dataset[name] ?? null,
	renderHTML: (attributes: Record<string, unknown>) =>
		typeof attributes[name] === 'string' ? { [`data-${name}`]: attributes[name] } : {}
});

function levelOf(stored: unknown): number {
	const level = Math.round(Number(stored));
	return level >= 1 && level <= 3 ? level : 1;
}

/** What the toolbar offers and which of it holds where the caret stands. */
import type { Editor } from '@tiptap/core';
import BoldIcon from '@lucide/svelte/icons/bold';
import ItalicIcon from '@lucide/svelte/icons/italic';
import List from '@lucide/svelte/icons/list';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import TextQuote from '@lucide/svelte/icons/text-quote';
import { createSubscriber } from 'svelte/reactivity';
import type { Messages } from '#lib/i18n/translate.ts';
import type { IconComponent } from '#lib/ui/icon.ts';
import type { MenuEntry } from '#lib/ui/menu.ts';

type Words = Messages['note'];

/** A button that is on or off. */
export interface Toggle {
	readonly name: string;
	readonly icon: IconComponent;
	readonly label: keyof Words & ('bold' | 'italic' | 'bulletList' | 'orderedList' | 'taskList' | 'quote');
	readonly run: (editor: Editor) => void;
}

export const inlineToggles: readonly Toggle[] = [
	{ name: 'bold', icon: BoldIcon, label: 'bold', run: (editor) => editor.chain().focus().toggleMark('bold').run() },
	{
		name: 'italic',
		icon: ItalicIcon,
		label: 'italic',
		run: (editor) => editor.chain().focus().toggleMark('italic').run()
	}
];

export const blockToggles: readonly Toggle[] = [
	{
		name: 'bulletList',
		icon: List,
		label: 'bulletList',
		run: (editor) => editor.chain().focus().toggleBulletList().run()
	},
	{
		name: 'orderedList',
		icon: ListOrdered,
		label: 'orderedList',
		run: (editor) => editor.chain().focus().toggleOrderedList().run()
	},
	{
		name: 'taskList',
		icon: ListChecks,
		label: 'taskList',
		run: (editor) => editor.chain().focus().toggleTaskList().run()
	},
	{
		name: 'blockquote',
		icon: TextQuote,
		label: 'quote',
		run: (editor) => editor.chain().focus().toggleBlockquote().run()
	}
];

/** The editor as runes: whoever reads wakes when caret or text have moved. */
export class Formatting {
	readonly editor: Editor;
	readonly #moved: () => void;

	constructor(editor: Editor) {
		this.editor = editor;
		this.#moved = createSubscriber((update) => {
			// Later, because a blur arrives while the page is being taken down, where nothing may change.
			const later = () => queueMicrotask(update);
			editor.on('transaction', later);
			return () => editor.off('transaction', later);
		});
	}

	is(name: string, attributes: Record<string, unknown> = {}): boolean {
		this.#moved();
		return this.editor.isActive(name, attributes);
	}

	can(step: 'undo' | 'redo'): boolean {
		this.#moved();
		return this.editor.can()[step]();
	}

	get link(): string {
		this.#moved();
		return String(this.editor.getAttributes('link').href ?? '');
	}

	styles(t: Words): MenuEntry[] {
		const { editor } = this;
		const heading = (level: number): MenuEntry => ({
			label: headingNames(t)[level - 1]!,
			checked: this.is('heading', { level }),
			onselect: () => void editor.chain().focus().setNode('heading', { level }).run()
		});
		const paragraph: MenuEntry = {
			label: t.paragraph,
			checked: !this.is('heading'),
			onselect: () => void editor.chain().focus().setParagraph().run()
		};
		const mark = (name: 'underline' | 'strike' | 'highlight'): MenuEntry => ({
			label: t[name],
			checked: this.is(name),
			onselect: () => void editor.chain().focus().toggleMark(name).run()
		});
		return [
			paragraph,
			...[1, 2, 3].map(heading),
			'divider',
			mark('underline'),
			mark('strike'),
			mark('highlight'),
			'divider',
			{ label: t.divider, onselect: () => void editor.chain().focus().setHorizontalRule().run() }
		];
	}

	tableEntries(t: Words): MenuEntry[] {
		const { editor } = this;
		return [
			{ label: t.rowAdd, onselect: () => void editor.chain().focus().addRowAfter().run() },
			{ label: t.columnAdd, onselect: () => void editor.chain().focus().addColumnAfter().run() },
			'divider',
			{ label: t.rowDelete, onselect: () => void editor.chain().focus().deleteRow().run() },
			{ label: t.columnDelete, onselect: () => void editor.chain().focus().deleteColumn().run() },
			{ label: t.tableDelete, danger: true, onselect: () => void editor.chain().focus().deleteTable().run() }
		];
	}
}

const headingNames = (t: Words) => [t.heading, t.subheading, t.smallHeading];

export function insertTable(editor: Editor): void {
	editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run();
}

/** An attachment: one stop for the tab key, arrows go from button to button. */
export function roving(toolbar: HTMLElement): () => void {
	const buttons = () => [...toolbar.querySelectorAll<HTMLElement>(':scope > button:not(:disabled)')];
	let current: HTMLElement | undefined;
	const settle = () => {
		const all = buttons();
		const stop = current && all.includes(current) ? current : all[0];
		for (const button of toolbar.querySelectorAll<HTMLElement>(':scope > button')) {
			button.tabIndex = button === stop ? 0 : -1;
		}
	};
	const walk = (event: KeyboardEvent) => {
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
		const all = buttons();
		const at = all.indexOf(document.activeElement as HTMLElement);
		if (!step || at < 0) return;
		event.preventDefault();
		all[(at + step + all.length) % all.length]?.focus();
	};
	const remember = (event: FocusEvent) => {
		current = event.target as HTMLElement;
		settle();
	};
	settle();
	const watch = new MutationObserver(settle);
	watch.observe(toolbar, { childList: true, subtree: true, attributeFilter: ['disabled'] });
	toolbar.addEventListener('keydown', walk);
	toolbar.addEventListener('focusin', remember);
	return () => {
		watch.disconnect();
		toolbar.removeEventListener('keydown', walk);
		toolbar.removeEventListener('focusin', remember);
	};
}

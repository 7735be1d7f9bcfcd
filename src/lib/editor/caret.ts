/**
 * Other people's carets: a thin line in their colour with a small flag. The name shows while they type and withdraws
 * after a moment, so that it never stands on the words of the line above for long.
 */
import { Plugin } from '@tiptap/pm/state';
import type { DecorationAttrs } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';

export interface CaretUser {
	readonly name: string;
	/** Six-digit hex with `#`; nothing else is understood by the binding. */
	readonly color: string;
}

type Change = { readonly updated: readonly number[] };

export function renderCaret(awareness: Awareness) {
	const names = new Map<number, HTMLElement>();
	const showAgain = ({ updated }: Change) => {
		for (const client of updated) {
			for (const fading of names.get(client)?.getAnimations?.() ?? []) {
				fading.cancel();
				fading.play();
			}
		}
	};
	return {
		build(user: Partial<CaretUser>, client: number): HTMLElement {
			const caret = document.createElement('span');
			caret.className = 'caret';
			caret.style.setProperty('--caret', colourOf(user));
			const name = document.createElement('span');
			name.className = 'caret-name';
			// Not text: a name in the text would be read out, found and copied with the words of the note.
			name.dataset.name = user.name ?? '';
			caret.append(name);
			names.set(client, name);
			return caret;
		},
		selection(user: Partial<CaretUser>): DecorationAttrs {
			return { class: 'caret-selection', style: `--caret: ${colourOf(user)}` };
		},
		/** Listens as long as the carets are shown. */
		plugin: new Plugin({
			view() {
				awareness.on('change', showAgain);
				return { destroy: () => awareness.off('change', showAgain) };
			}
		})
	};
}

/** Never trust a colour that comes over the network to be one. */
function colourOf({ color }: Partial<CaretUser>): string {
	return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : '#5b6472';
}

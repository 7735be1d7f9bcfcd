/**
 * Binds the editor to a shared note: what is typed goes into the fragment, what others type comes out of it, with their
 * carets. The fragment can be exchanged under the running editor (the relay refused something and the document was
 * rebuilt): the surface stays, so focus, caret and letters that are just being composed survive.
 */
import { Extension, type Editor, type JSONContent, type RawCommands } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { isKnownNote, mendNote, normaliseNote, readNote } from '#lib/model/rich-text.ts';
import { renderCaret, type CaretUser } from './caret.ts';

/** What the editor is bound to just now. */
export interface Binding {
	fragment: Y.XmlFragment | undefined;
}

export function sharedTyping(binding: Binding, awareness: Awareness, user: () => CaretUser) {
	return [
		// Tiptap asks for the options anew whenever it builds the plugins, so this follows the binding.
		Collaboration.extend({
			addOptions() {
				return { ...this.parent!(), fragment: binding.fragment ?? null };
			},
			addProseMirrorPlugins() {
				return binding.fragment ? (this.parent?.() ?? []) : [];
			},
			addCommands() {
				const { undo, redo } = this.parent!() as Pick<RawCommands, 'undo' | 'redo'>;
				return {
					undo: () => (props) => binding.fragment !== undefined && undo()(props),
					redo: () => (props) => binding.fragment !== undefined && redo()(props)
				};
			}
		}),
		Extension.create({
			name: 'carets',
			addProseMirrorPlugins() {
				if (!binding.fragment) return [];
				awareness.setLocalStateField('user', { ...awareness.getLocalState()?.user, ...user() });
				const carets = renderCaret(awareness);
				return [
					yCursorPlugin(awareness, {
						// Its own default compares with the document, which gets another id when it is replaced.
						awarenessStateFilter: (_doc: number, client: number) => client !== awareness.clientID,
						cursorBuilder: carets.build,
						selectionBuilder: carets.selection
					}),
					carets.plugin
				];
			}
		})
	];
}

/**
 * Keeps the editor bound to `fragment`, or, for a reader, showing it without being bound: a binding repairs what does not
 * fit the editor, and whoever may not write must not repair.
 * @param onForeign the note has parts this build does not know; the editor has let go of it and must be taken away
 */
export function keepBound(editor: Editor, binding: Binding, onForeign: () => void) {
	let stop = () => {};

	function bind(fragment: Y.XmlFragment, mayWrite: boolean): void {
		stop();
		stop = () => {};
		binding.fragment = undefined;
		rebuild(editor);
		editor.setEditable(mayWrite, false);
		if (!(mayWrite ? mendNote(fragment) : isKnownNote(readNote(fragment)))) return onForeign();
		stop = mayWrite ? guard(fragment) : follow(fragment);
		if (!mayWrite) return;
		binding.fragment = fragment;
		rebuild(editor);
	}

	/** Lets go before the editor's own observer sees what it would delete: ours was there first. */
	function guard(fragment: Y.XmlFragment): () => void {
		const look = (_events: unknown, transaction: Y.Transaction) => {
			if (transaction.local || fits(fragment)) return;
			binding.fragment = undefined;
			rebuild(editor);
			queueMicrotask(() => editor.isDestroyed || bind(fragment, editor.isEditable));
		};
		fragment.observeDeep(look);
		return () => fragment.unobserveDeep(look);
	}

	function follow(fragment: Y.XmlFragment): () => void {
		const show = () => {
			const note = readNote(fragment);
			if (!isKnownNote(note)) return onForeign();
			editor.commands.setContent(normaliseNote(note) as JSONContent, { emitUpdate: false });
		};
		show();
		fragment.observeDeep(show);
		return () => fragment.unobserveDeep(show);
	}

	return { bind, stop: () => stop() };
}

/** Takes all plugins off and puts them on again: this is how a plugin with the same name starts anew. */
function rebuild(editor: Editor): void {
	const bare = editor.state.reconfigure({ plugins: [] });
	editor.view.updateState(bare);
	editor.view.updateState(bare.reconfigure({ plugins: editor.extensionManager.plugins }));
}

function fits(fragment: Y.XmlFragment): boolean {
	const note = readNote(fragment);
	return isKnownNote(note) && JSON.stringify(note) === JSON.stringify(normaliseNote(note));
}

/**
 * One undo stack per person over all documents: it takes back one's own commands, newest first, and nobody else's.
 * An action that wrote several documents is taken back in all of them. Survives the replacement of a document with what
 * was done to the others; what was done to the replaced one can no longer be undone (SPEC.md [UNDO-2]).
 */
import * as Y from 'yjs';
import { documentKind } from '#lib/protocol/documents.ts';
import { CommandOrigin } from './command.ts';
import type { DocumentHandle, Documents } from './documents.ts';
import { Listeners } from './listeners.ts';

/** Typing in the same field within this time is one step, milliseconds. */
const typingPause = 1_000;

interface Action {
	readonly origin: CommandOrigin;
	readonly handles: Set<DocumentHandle>;
}

export interface UndoStack {
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	undo(): boolean;
	redo(): boolean;
	onChange(listener: () => void): () => void;
	destroy(): void;
}

type StackEvent = { stackItem: { meta: Map<unknown, unknown> }; origin: unknown; type: 'undo' | 'redo' };

/** Watches every document but the stage: what a moderator sets up is changed, not undone. */
export function undoStack(documents: Documents): UndoStack {
	const managers = new Map<DocumentHandle, Y.UndoManager>();
	const stops: (() => void)[] = [];
	const changed = new Listeners();
	let done: Action[] = [];
	let undone: Action[] = [];
	let replaying = false;

	const watch = (handle: DocumentHandle) => {
		const manager = new Y.UndoManager(handle.doc, {
			trackedOrigins: new Set([CommandOrigin]),
			captureTimeout: 0,
			captureTransaction: (transaction) => {
				// What is replayed is always noted, so that these stacks and the managers' stay of one length.
				if (!replaying && transaction.changed.size === 0) return false;
				if (transaction.origin instanceof CommandOrigin && continues(done.at(-1), transaction.origin)) extend(handle);
				return true;
			}
		});
		manager.on('stack-item-added', (event: StackEvent) => {
			if (replaying || !(event.origin instanceof CommandOrigin)) return;
			const last = done.at(-1);
			if (last?.origin === event.origin) last.handles.add(handle);
			else done.push({ origin: event.origin, handles: new Set([handle]) });
			undone = [];
			changed.call();
		});
		managers.set(handle, manager);
	};
	/** Lets the next transaction join the last step of this document's manager. */
	const extend = (handle: DocumentHandle) => {
		const manager = managers.get(handle) as (Y.UndoManager & { captureTimeout: number }) | undefined;
		if (!manager) return;
		manager.captureTimeout = typingPause;
		queueMicrotask(() => (manager.captureTimeout = 0));
	};
	const open = () => {
		for (const name of documents.names()) {
			const handle = documents.open(name);
			if (documentKind(name) === 'stage' || managers.has(handle)) continue;
			watch(handle);
			stops.push(
				handle.onReplace(() => {
					managers.get(handle)?.destroy();
					done = done.filter((action) => !action.handles.has(handle));
					undone = undone.filter((action) => !action.handles.has(handle));
					watch(handle);
					changed.call();
				})
			);
		}
	};
	stops.push(documents.onNames(open));
	open();

	const replay = (from: Action[], to: Action[], step: 'undo' | 'redo'): boolean => {
		let hasChanged = false;
		replaying = true;
		// A step that others have overtaken (the card is gone) changes nothing any more: on to the one before.
		for (let action = from.pop(); action; action = hasChanged ? undefined : from.pop()) {
			for (const handle of action.handles) if (replayOne(managers.get(handle), step)) hasChanged = true;
			to.push(action);
		}
		replaying = false;
		changed.call();
		return hasChanged;
	};
	return {
		get canUndo() {
			return done.length > 0;
		},
		get canRedo() {
			return undone.length > 0;
		},
		undo: () => replay(done, undone, 'undo'),
		redo: () => replay(undone, done, 'redo'),
		onChange: (listener) => changed.add(listener),
		destroy() {
			for (const stop of stops) stop();
			for (const manager of managers.values()) manager.destroy();
		}
	};
}

/**
 * Takes exactly one step. Left to itself, Yjs goes on to the next when one changes nothing, and so past what was done to
 * other documents in between.
 */
function replayOne(manager: Y.UndoManager | undefined, step: 'undo' | 'redo'): boolean {
	if (!manager) return false;
	const stack = step === 'undo' ? manager.undoStack : manager.redoStack;
	const earlier = stack.splice(0, stack.length - 1);
	try {
		return manager[step]() !== null;
	} finally {
		stack.unshift(...earlier);
	}
}

/** Two edits of the same text in close succession are one step for the person who typed. */
function continues(last: Action | undefined, origin: CommandOrigin): boolean {
	if (!last || last.origin.name !== origin.name || !origin.name.startsWith('edit')) return false;
	if (origin.at - last.origin.at > 5_000) return false;
	const target = (input: object) => {
		const { id, field } = input as { id?: string; field?: string };
		return `${id} ${field}`;
	};
	return target(last.origin.input) === target(origin.input);
}

/** Documents in memory, for tests, simulation and for building a workshop before it is stored. */
import * as Y from 'yjs';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { DocumentHandle, Documents } from './documents.ts';

export interface MemoryDocuments extends Documents {
	/** Puts another document in the place of the one called `name`, as a refusal does. */
	replace(name: DocumentName, next: Y.Doc): void;
}

export function memoryDocuments(): MemoryDocuments {
	const handles = new Map<DocumentName, ReturnType<typeof memoryHandle>>();
	const growing = new Set<() => void>();
	const open = (name: DocumentName) => {
		let handle = handles.get(name);
		if (!handle) {
			handle = memoryHandle(name);
			handles.set(name, handle);
			for (const grown of [...growing]) grown();
		}
		return handle;
	};
	return {
		open,
		names: () => [...handles.keys()],
		onNames(grown) {
			growing.add(grown);
			return () => growing.delete(grown);
		},
		replace: (name, next) => open(name).replace(next)
	};
}

function memoryHandle(name: DocumentName): DocumentHandle & { replace(next: Y.Doc): void } {
	let doc = new Y.Doc();
	const listeners = new Set<(now: Y.Doc, before: Y.Doc) => void>();
	return {
		name,
		get doc() {
			return doc;
		},
		onReplace(replaced) {
			listeners.add(replaced);
			return () => listeners.delete(replaced);
		},
		replace(next) {
			const before = doc;
			doc = next;
			for (const listener of [...listeners]) listener(next, before);
		}
	};
}

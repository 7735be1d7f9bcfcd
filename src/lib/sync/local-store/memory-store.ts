/** Local stores in memory: for tests, and for browsers that keep nothing. Behaves as IndexedDB does, copies included. */
import { ok } from '#lib/kernel/result.ts';
import type { Changes, Entry, LocalStore, LocalStores } from './local-store.ts';

export function memoryStores(): LocalStores {
	const contents = new Map<string, Map<string, unknown>>();
	const contentOf = (name: string) => {
		let content = contents.get(name);
		if (!content) contents.set(name, (content = new Map<string, unknown>()));
		return content;
	};
	return {
		kind: 'memory',
		open: (name) => memoryStore(() => contentOf(name)),
		async remove(name) {
			contents.delete(name);
			return ok();
		}
	};
}

function memoryStore(content: () => Map<string, unknown>): LocalStore {
	const get = (key: string): unknown => structuredClone(content().get(key));
	const keys = (prefix: string) => [...content().keys()].filter((key) => key.startsWith(prefix)).sort();
	const entries = (prefix: string) => keys(prefix).map((key): Entry => [key, get(key)]);
	const apply = ({ put = [], remove = [] }: Changes) => {
		for (const [key, value] of structuredClone(put)) content().set(key, value);
		for (const key of remove) content().delete(key);
	};
	return {
		get: async (key) => ok(get(key)),
		getMany: async (wanted) => ok(wanted.map(get)),
		keys: async (prefix) => ok(keys(prefix)),
		entries: async (prefix) => ok(entries(prefix)),
		async write(changes) {
			apply(changes);
			return ok();
		},
		async transform(prefixes, decide) {
			apply(decide(prefixes.flatMap(entries)));
			return ok();
		},
		close() {
			// Nothing is held open.
		}
	};
}

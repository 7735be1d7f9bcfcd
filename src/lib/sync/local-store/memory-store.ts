/** Local stores in memory: for tests, and for browsers that keep nothing. Behaves as IndexedDB does, copies included. */
import { ok } from '#lib/kernel/result.ts';
import { Listeners } from '#lib/model/listeners.ts';
import type { Changes, Entry, LocalStore, LocalStores } from './local-store.ts';

export function memoryStores(): LocalStores {
	const contents = new Map<string, Map<string, unknown>>();
	const losses = new Map<string, Listeners>();
	const contentOf = (name: string) => {
		let content = contents.get(name);
		if (!content) contents.set(name, (content = new Map<string, unknown>()));
		return content;
	};
	const lossesOf = (name: string) => {
		let listeners = losses.get(name);
		if (!listeners) losses.set(name, (listeners = new Listeners()));
		return listeners;
	};
	return {
		kind: 'memory',
		open: (name) => memoryStore(() => contentOf(name), lossesOf(name)),
		async remove(name) {
			if (contents.delete(name)) lossesOf(name).call();
			return ok();
		}
	};
}

function memoryStore(content: () => Map<string, unknown>, losses: Listeners): LocalStore {
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
		onLost: (lost) => losses.add(lost),
		close() {
			// Nothing is held open.
		}
	};
}

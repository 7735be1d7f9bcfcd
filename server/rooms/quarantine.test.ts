import { expect, test } from 'vitest';
import { createLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { openMemoryStorage } from '../storage/memory-storage.ts';
import { StoreFault } from '../storage/storage.ts';
import { Quarantine } from './quarantine.ts';

/** A store that reads everything but what is broken in it. */
function quarantine() {
	const memory = openMemoryStorage();
	const broken = new Set<string>();
	const changes: unknown[] = [];
	const turn: { next: () => void } = { next: () => undefined };
	const storage: typeof memory = {
		...memory,
		async openDocument(workshop, name) {
			if (broken.has(name) || broken.has('everything')) throw new StoreFault('broken');
			return memory.openDocument(workshop, name);
		}
	};
	const metrics = createMetrics();
	const ward = new Quarantine({
		...{ workshop: 'w1', storage, log: createLog('silent'), metrics, retryMs: 1 },
		onChange: (name, isUnreadable) => {
			changes.push([name, isUnreadable]);
			turn.next();
		}
	});
	const change = () => new Promise<void>((resolve) => (turn.next = resolve));
	return { ward, broken, changes, change, metrics };
}

test('[RELAY-18] a document that cannot be read is shut away until it can be', async () => {
	const { ward, broken, changes, change, metrics } = quarantine();
	broken.add('plan');
	await Promise.all([ward.check('plan', 'why'), ward.check('plan', 'why')]);
	expect([ward.names, ward.has('plan'), ward.has('stage'), changes]).toEqual([['plan'], true, false, [['plan', true]]]);
	expect(metrics.text()).toContain('relay_unreadable_documents 1');
	const back = change();
	broken.clear();
	await back;
	expect([ward.names, changes.at(-1)]).toEqual([[], ['plan', false]]);
	expect(metrics.text()).toContain('relay_unreadable_documents 0');
	ward.close();
});

test('a hiccup, and a store that reads nothing at all, are not the document’s fault', async () => {
	const { ward, broken, changes } = quarantine();
	await ward.check('plan', 'a hiccup');
	broken.add('everything');
	await ward.check('plan', 'the disk');
	expect([ward.names, changes]).toEqual([[], []]);
	ward.close();
});

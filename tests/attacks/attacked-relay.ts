/**
 * A relay in this process, over a store in memory, with a workshop that is attacked and one beside it that must not
 * notice. Knows when everything that is under way has come to an end, so that no test has to wait for a time.
 */
import { manualClock } from '#lib/kernel/clock.ts';
import { initialAccess } from '#lib/protocol/access.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { createLog, type LogFields } from '../../server/observability/log.ts';
import { createMetrics } from '../../server/observability/metrics.ts';
import { createExaminer } from '../../server/rooms/examiner.ts';
import { WorkshopRegistry } from '../../server/rooms/workshop-registry.ts';
import type { Workshop } from '../../server/rooms/workshop.ts';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import type { ParticipantRecord, Storage } from '../../server/storage/storage.ts';
import { HonestClient, HostileClient } from './clients.ts';

const people = ['anna', 'ben', 'cem', 'mo'] as const;

export interface AttackedRelay {
	readonly storage: Storage;
	/** What the relay has logged as an error. */
	readonly faults: { readonly event: string; readonly fields: LogFields }[];
	workshop(id: string): Promise<Workshop>;
	honest(workshop: Workshop, document: DocumentName, participant: string): Promise<HonestClient>;
	hostile(workshop: Workshop, document: DocumentName, participant: string): Promise<HostileClient>;
	/** Resolves when nothing is under way any more: no commit, no examination. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

export function attackedRelay(): AttackedRelay {
	const clock = manualClock();
	const now = () => clock.now();
	const faults: { event: string; fields: LogFields }[] = [];
	const log = {
		...createLog('silent'),
		error: (event: string, fields: LogFields = {}) => void faults.push({ event, fields })
	};
	const work = { pending: 0 };
	const storage = counted(openMemoryStorage(), work);
	const examiner = counted(createExaminer(), work);
	const deps = { storage, examiner, now, log, metrics: createMetrics(), accessGraceMs: 0 };
	const registry = new WorkshopRegistry(deps);
	const around = { now, log };

	return {
		storage,
		faults,
		async workshop(id) {
			await storage.createWorkshop(newWorkshop(id));
			const found = await registry.get(id);
			if (!found.ok) throw new Error(found.reason);
			await found.value.writePeople(people.map(person));
			return found.value;
		},
		honest: (...where) => HonestClient.enter(...where, around),
		hostile: (...where) => HostileClient.enter(...where, around),
		async settled() {
			for (let quiet = 0; quiet < 3; quiet++) {
				await new Promise((resolve) => setImmediate(resolve));
				if (work.pending > 0) quiet = -1;
			}
			// Whoever was asked a moment ago may be asked again.
			clock.advance(50);
		},
		async close() {
			registry.close();
			await examiner.close();
			await storage.close();
		}
	};
}

/** Counts calls that have not come back. */
function counted<Port extends object>(port: Port, work: { pending: number }): Port {
	const count = (value: unknown) => {
		if (typeof value !== 'function') return value;
		return async (...args: unknown[]) => {
			work.pending++;
			try {
				return await (value as (...args: unknown[]) => unknown)(...args);
			} finally {
				work.pending--;
			}
		};
	};
	return Object.fromEntries(Object.entries(port).map(([name, value]) => [name, count(value)])) as Port;
}

function newWorkshop(id: string) {
	return {
		...{ id, title: '', created: 1, access: initialAccess, creator: person('mo'), links: [] },
		session: { hash: `session-${id}`, workshop: id, participant: 'mo', role: 'moderator', created: 1 },
		code: { code: `CODE${id}`, workshop: id, link: 'none', expires: 1 }
	} as const;
}

function person(id: string): ParticipantRecord {
	const role = id === 'mo' ? 'moderator' : 'participant';
	return { id, name: id, role, waiting: false, pinned: false, joined: 1 };
}

/** Makes the keepers of a session's documents (document-keeper.ts), with what they have in common. */
import { newId } from '#lib/kernel/id.ts';
import { accessTo } from '#lib/protocol/access.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { DocumentKeeper, type KeeperPorts } from './document-keeper.ts';
import { DocumentLog } from './local-store/document-log.ts';
import { rowKeys } from './local-store/row.ts';
import type { PolicyView } from './policy-view.ts';
import type { SessionPorts } from './session-ports.ts';
import { openConnection } from './transport/connection.ts';

type FromSession = 'writer' | 'shelf' | 'dispatch' | 'runAgain' | 'onPolicy' | 'onEnd';

export interface KeepersPorts extends Pick<KeeperPorts, FromSession> {
	readonly session: SessionPorts;
	readonly policy: PolicyView;
	/** Tells other tabs that this document has news in the store. */
	readonly poke: (name: DocumentName) => void;
}

export function keeperMaker(ports: KeepersPorts): (name: DocumentName) => DocumentKeeper {
	const { session, policy, poke, ...given } = ports;
	const nextKey = rowKeys(newId(6));
	const attempt = { now: 0 };
	const common = { ...given, clock: session.clock, nextKey, attempt, marked: markedIn(attempt) };
	return (name) =>
		new DocumentKeeper({
			...common,
			log: new DocumentLog(session.store, name),
			connect: (doc, awareness, events, claim) => {
				const url = `${session.syncUrl}/${policy.known.id}`;
				const Socket = session.socket(() => policy.known.session);
				return openConnection({ url, params: session.params, document: name, doc, awareness, Socket, claim }, events);
			},
			mayWrite: () => accessTo(policy.actor.access, name, policy.actor.role) === 'write',
			poke: () => poke(name),
			alone: (work) => alone(`${policy.known.stores.at(-1)}/${name}`, work)
		});
}

function markedIn(attempt: { now: number }): KeeperPorts['marked'] {
	return (mark, work) => {
		const before = attempt.now;
		attempt.now = mark;
		try {
			return work();
		} finally {
			attempt.now = before;
		}
	};
}

/** Folding twice at once would do no harm, only work for nothing: where there are no locks, it may happen. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
	const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
	if (!locks) return work();
	await locks.request(name, { ifAvailable: true }, async (lock) => {
		if (lock) await work();
	});
}

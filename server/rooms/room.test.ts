// What changes while a large frame is examined elsewhere. Everything else about rooms is shown with real sockets in
// tests/integration.
import { expect, test, vi } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { decodeRelayMessage } from '#lib/protocol/messages.ts';
import { createLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { openMemoryStorage } from '../storage/memory-storage.ts';
import { author, textOf } from '../testing/updates.ts';
import { admitSync, type Sender } from './admission.ts';
import { DocumentBounds } from './document-bounds.ts';
import { DocumentSizes } from './document-sizes.ts';
import type { Examined, Examiner, Question } from './examiner.ts';
import { Peer } from './peer.ts';
import { ClaimedIds } from './recovery.ts';
import { Room } from './room.ts';

/** Looks at a frame when it is asked, and tells when the test says so. */
function slowExaminer() {
	const waiting: (() => void)[] = [];
	const examiner: Examiner = {
		examine(ask) {
			const examined = examine(ask());
			return new Promise((resolve) => waiting.push(() => resolve(examined)));
		},
		close: () => Promise.resolve()
	};
	const answer = async () => {
		await vi.waitFor(() => expect(waiting).not.toEqual([]));
		waiting.shift()!();
	};
	return { examiner, answer };
}

function examine({ bounds: plain, sender, update }: Question): Examined {
	const bounds = DocumentBounds.from(structuredClone(plain));
	const claims = sender.claims && ClaimedIds.from(sender.claims);
	const verdict = admitSync(bounds, { ...sender, claims }, update);
	const clients = verdict.kind === 'store' ? [...verdict.admitted.clocks.keys()] : [];
	return { verdict, bases: new Map(clients.map((client) => [client, bounds.clock(client)])) };
}

async function room() {
	const storage = openMemoryStorage();
	const creator = { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 } as const;
	await storage.createWorkshop({
		...{ id: 'w1', title: '', created: 1, access: initialAccess, creator, links: [] },
		session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
		code: { code: 'CODEXX', workshop: 'w1', link: 'none', expires: 2 }
	});
	const { examiner, answer } = slowExaminer();
	const moderators = new Set<string>();
	const host = {
		...{ id: 'w1', sizes: new DocumentSizes([]), nameOf: () => '', isUnreadable: () => false },
		senderFor: ({ participant, claims }: Peer): Sender => {
			return { participant, isModerator: moderators.has(participant), isRecovering: true, claims };
		},
		storeFailed: (error: unknown) => {
			throw error;
		},
		storeErased: () => undefined,
		documentFailed: () => Promise.resolve(),
		roomEmptied: () => undefined
	};
	const deps = { host, storage, examiner, now: () => 1e6, log: createLog('silent'), metrics: createMetrics() };
	const board = new Room('board.m1', await storage.openDocument('w1', 'board.m1'), deps);
	const enter = (participant: string) => {
		const frames: Uint8Array[] = [];
		const socket = { send: (frame: Uint8Array) => void frames.push(frame), isCongested: false, close: () => undefined };
		const peer = new Peer(socket, 'board.m1', participant, undefined);
		board.join(peer);
		const messages = () => frames.map(decodeRelayMessage);
		return {
			peer,
			get asked() {
				return frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length;
			},
			get acked() {
				return messages().reduce((n, message) => (message?.type === 'ack' ? message.ack.frames : n), 0);
			},
			claim: (...settled: number[]) => peer.claims.take({ unsaved: [], settled }),
			step2: (update: Uint8Array) => board.receiveStep2(peer, peer.ledger.receive(), update)
		};
	};
	/** The store has answered everything so far. */
	const stored = async () => {
		await storage.probe(1);
		await new Promise<void>((resolve) => setImmediate(resolve));
	};
	return { enter, answer, moderators, stored, storage };
}

const long = 'x'.repeat(70_000);

test('[HEAL-2] content that comes while a large SyncStep2 with deletions in it is examined: its sender is asked again', async () => {
	const { enter, answer, stored, storage } = await room();
	const anna = author(1);
	const annasWords = anna.write('Anna');
	const [here, there] = [enter('ben'), enter('anna')];
	here.claim(2);
	there.claim(1);
	const ben = author(2);
	ben.write(long);
	ben.read(annasWords);
	ben.remove(ben.doc.getText('text').toString().indexOf('Anna'), 2);
	const examined = here.step2(ben.all);
	await there.step2(annasWords);
	await stored();
	await answer();
	await examined;
	await stored();
	expect(here.acked).toBe(1);
	expect(here.asked, 'for the deletions').toBe(2);
	await storage.close();
});

test('[RELAY-10] who was a moderator only while a large SyncStep2 was examined brings nobody else’s words by it', async () => {
	const { enter, answer, moderators, stored, storage } = await room();
	const words = author(5);
	words.write(long);
	words.read(author(6).write('von jemand anderem'));
	const mo = enter('mo');
	mo.claim(5);
	moderators.add('mo');
	const examined = mo.step2(words.all);
	moderators.delete('mo');
	await answer();
	await answer();
	await examined;
	await stored();
	expect(mo.acked).toBe(1);
	const { update } = await storage.readDocument('w1', 'board.m1');
	expect(textOf(update)).toBe(long);
	await storage.close();
});

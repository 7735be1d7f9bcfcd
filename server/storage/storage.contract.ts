/** What every store promises. Adapters run this suite with a way to open themselves; see `*-storage.test.ts`. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { author, textOf } from '../testing/updates.ts';
import { boxContract } from './boxes.contract.ts';
import type { Append, NewLink, ParticipantRecord, Storage } from './storage.ts';

const now = Date.UTC(2022, 10, 17, 9);

export function storageContract(name: string, open: () => Promise<Storage>): void {
	boxContract(name, open);
	describe(`${name} keeps the contract of a store`, () => {
		let storage: Storage;
		beforeEach(async () => {
			storage = await open();
			await create(storage, 'w1');
		});
		afterEach(() => storage.close());

		test('a workshop is made once and read back', async () => {
			expect(await create(storage, 'w1')).toEqual({ ok: false, reason: 'conflict' });
			expect(await storage.loadWorkshop('w1')).toEqual({
				...{ erased: false, title: 'Titel', version: 1, access: initialAccess, documents: [], boxes: [] },
				participants: [person('mo', { role: 'moderator' })]
			});
			expect(await storage.loadWorkshop('w2')).toBeUndefined();
		});

		test('an erased workshop leaves a tombstone, hashes that point at it, and nothing else', async () => {
			await storage.append(entry(1, author(1).write('geheim')));
			await storage.putFile('w1', 'a'.repeat(64), Uint8Array.of(1), 10, now);
			await storage.eraseWorkshop('w1', now);
			expect(await storage.loadWorkshop('w1')).toEqual({ erased: true });
			expect(await create(storage, 'w1')).toEqual({ ok: false, reason: 'erased' });
			expect(await storage.append(entry(2, author(1).all))).toEqual({ ok: false, reason: 'erased' });
			expect(await storage.putFile('w1', 'b'.repeat(64), Uint8Array.of(1), 10, now)).toEqual({
				ok: false,
				reason: 'erased'
			});
			expect((await storage.readDocument('w1', 'plan')).seq).toBe(0);
			expect(await storage.readFile('w1', 'a'.repeat(64))).toBeUndefined();
			expect(await storage.findSession('session-w1')).toMatchObject({ erased: true, participant: '', link: undefined });
			expect(await storage.findLink('hash-w1')).toMatchObject({ erased: true });
		});

		test('nobody’s name or session gets into a workshop after it was erased', async () => {
			await storage.eraseWorkshop('w1', now);
			expect(await storage.putParticipants('w1', [person('anna', { name: 'Anna' })])).toEqual([]);
			const session = { hash: 's-ben', workshop: 'w1', participant: 'ben', role: 'participant', created: now } as const;
			const join = { participant: person('ben', { name: 'Ben' }), session, link: 'l1', takesUse: false };
			expect(await storage.join({ ...join, participantLimit: 10 })).toEqual({ ok: false, reason: 'erased' });
			expect(await storage.findSession('s-ben')).toBeUndefined();
			expect(await storage.withSession('w1', ['ben'])).toEqual([]);
		});

		test('access is written on top of the version one has seen, or not at all', async () => {
			const locked = { ...initialAccess, plan: { participant: 'read', observer: 'read' } } as const;
			expect(await storage.writeAccess('w1', 1, locked)).toEqual({ ok: true, value: 2 });
			expect(await storage.writeAccess('w1', 1, initialAccess)).toEqual({ ok: false, reason: 'stale' });
			expect(await storage.loadWorkshop('w1')).toMatchObject({ version: 2, access: locked });
		});

		test('a person who was removed stays removed, and their sessions know it', async () => {
			expect(await storage.putParticipants('w1', [person('anna', { name: 'Anna' })])).toEqual(['anna']);
			await storage.addSession({
				hash: 's-anna',
				workshop: 'w1',
				participant: 'anna',
				role: 'participant',
				created: now
			});
			expect(await storage.withSession('w1', ['anna', 'ben'])).toEqual(['anna']);
			await storage.removeParticipant('w1', 'anna', now);
			expect(await storage.putParticipants('w1', [person('anna', { name: 'Anna' })])).toEqual([]);
			expect(await storage.join(joining('anna', 'first'))).toEqual({ ok: false, reason: 'kicked' });
			expect(await storage.findSession('s-anna')).toMatchObject({ kicked: true, revoked: false });
			expect(await storage.loadWorkshop('w1')).toMatchObject({ participants: [{ id: 'mo' }] });
		});

		test('a link with one use lets one person in', async () => {
			await storage.addLink(link('once', { usesLeft: 1 }));
			expect(await storage.join(joining('anna', 'once'))).toEqual({ ok: true, value: undefined });
			expect(await storage.join(joining('ben', 'once'))).toEqual({ ok: false, reason: 'link_used' });
			expect(
				await storage.join({ ...joining('anna', 'once'), takesUse: false, session: session('s2', 'anna', 'once') })
			).toMatchObject({ ok: true });
			expect(await storage.findSession('s-ben')).toBeUndefined();
			expect(await storage.hasSessionByLink('anna', 'w1', 'once')).toBe(true);
			expect(await storage.join({ ...joining('cem', 'first'), participantLimit: 2 })).toEqual({
				ok: false,
				reason: 'full'
			});
		});

		test('a revoked link ends its sessions and its code, and a role falls back to what is left', async () => {
			await storage.addLink(link('mods', { role: 'moderator' }));
			await storage.join(joining('anna', 'first'));
			const raised = { ...joining('anna', 'mods'), participant: person('anna', { role: 'moderator' }) };
			await storage.join({ ...raised, session: { ...session('s-mod', 'anna', 'mods'), role: 'moderator' } });
			expect(await storage.revokeLink('w1', 'mods')).toEqual([{ participant: 'anna', role: 'participant' }]);
			expect(await storage.findSession('s-mod')).toMatchObject({ revoked: true });
			expect(await storage.findSession('s-anna')).toMatchObject({ revoked: false });
			await storage.revokeLink('w1', 'first');
			expect(await storage.join(joining('cem', 'first'))).toEqual({ ok: false, reason: 'link_revoked' });
			expect(await storage.currentCode('w1', now)).toBeUndefined();
			expect((await storage.listLinks('w1')).map((row) => [row.id, row.revoked])).toEqual([
				['first', true],
				['mods', true]
			]);
		});

		test('a code holds for its time, and belongs to one workshop', async () => {
			expect(await storage.findCode('CODEw1', now)).toMatchObject({ workshop: 'w1', link: 'first' });
			expect(await storage.findCode('CODEw1', now + 1000)).toBeUndefined();
			await create(storage, 'w2');
			const taken = { code: 'CODEw1', workshop: 'w2', link: 'first', expires: now + 5000 };
			expect(await storage.putCode(taken, now)).toEqual({ ok: false, reason: 'conflict' });
			expect(await storage.putCode(taken, now + 1000)).toMatchObject({ ok: true });
			expect(await storage.currentCode('w2', now + 1000)).toMatchObject({ code: 'CODEw1' });
		});

		test('a log takes each place once and in order', async () => {
			const a = author(1);
			const first = a.write('eins ');
			const second = a.write('zwei');
			expect(await storage.append(entry(2, second))).toEqual({ ok: false, reason: 'out_of_order' });
			expect(await storage.append(entry(1, first, [1]))).toMatchObject({ ok: true });
			expect(await storage.append(entry(1, second))).toEqual({ ok: false, reason: 'out_of_order' });
			expect(await storage.append(entry(2, second))).toMatchObject({ ok: true });
			const read = await storage.readDocument('w1', 'plan');
			expect([read.seq, textOf(read.update)]).toEqual([2, 'eins zwei']);
			const state = await storage.openDocument('w1', 'plan');
			expect(state).toMatchObject({ seq: 2, tailRows: 2, owners: [[1, 'mo']], deleted: [] });
		});

		test('a reader gets only what they lack', async () => {
			const a = author(1);
			await storage.append(entry(1, a.write('x'.repeat(5000))));
			const { stateVector } = await storage.openDocument('w1', 'plan');
			await storage.append(entry(2, a.write('neu')));
			const { update } = await storage.readDocument('w1', 'plan', stateVector);
			expect(update.byteLength).toBeLessThan(100);
		});

		test('a snapshot replaces the log and says the same', async () => {
			const a = author(1);
			for (let seq = 1; seq <= 40; seq++)
				await storage.append(entry(seq, seq % 3 ? a.write(`${seq} `) : a.remove(0, 1)));
			const before = await storage.openDocument('w1', 'plan');
			expect(await storage.compact('w1', 'plan', now + 1)).toMatchObject({ seq: 40 });
			expect(await storage.compact('w1', 'plan', now + 1)).toBeUndefined();
			const after = await storage.openDocument('w1', 'plan');
			expect({ ...after, bytes: 0 }).toEqual({ ...before, bytes: 0, tailRows: 0, tailBytes: 0 });
			await storage.append(entry(41, a.write('danach')));
			expect(textOf((await storage.readDocument('w1', 'plan')).update)).toBe(a.doc.getText('text').toString());
		});

		test('the log is read from a place on, in bites, and says when it does not reach back that far', async () => {
			const a = author(1);
			const rows = [a.write('eins '), a.write('zwei '), a.write('drei ')];
			for (const [i, update] of rows.entries()) await storage.append(entry(i + 1, update));
			const read = async (after: number, bytes: number) =>
				(await storage.readLog('w1', 'plan', after, bytes))?.map((row) => [row.seq, Uint8Array.from(row.update)]);
			expect(await read(0, 1_000)).toEqual(rows.map((update, i) => [i + 1, update]));
			expect(await read(1, 1)).toEqual([[2, rows[1]]]);
			expect([await read(3, 1_000), await storage.readLog('w1', 'stage', 0, 1)]).toEqual([[], []]);
			await storage.compact('w1', 'plan', now + 1);
			expect(await read(1, 1_000)).toBeUndefined();
			await storage.append(entry(4, a.write('vier')));
			expect((await read(3, 1_000))!.map(([seq]) => seq)).toEqual([4]);
			expect(await read(2, 1_000)).toBeUndefined();
		});

		test('young rows stay as history, and do not count', async () => {
			const a = author(1);
			await storage.append(entry(1, a.write('x'.repeat(1000))));
			await storage.append(entry(2, a.remove(0, 1000)));
			await storage.compact('w1', 'plan', now - 1);
			const state = await storage.openDocument('w1', 'plan');
			expect(state.tailRows).toBe(0);
			expect(state.bytes).toBeLessThan(100);
		});

		test('a picture is kept once, up to the bound', async () => {
			const data = Uint8Array.from({ length: 60 }, (_, i) => i);
			expect(await storage.putFile('w1', 'a'.repeat(64), data, 100, now)).toEqual({ ok: true, value: 'new' });
			expect(await storage.putFile('w1', 'a'.repeat(64), data, 100, now)).toEqual({ ok: true, value: 'known' });
			expect(await storage.putFile('w1', 'b'.repeat(64), data, 100, now)).toEqual({ ok: false, reason: 'full' });
			expect(Uint8Array.from((await storage.readFile('w1', 'a'.repeat(64)))!)).toEqual(data);
		});

		test('an earlier state is read by its time, as far as rows or what lay below them are kept', async () => {
			const a = author(1);
			for (let seq = 1; seq <= 6; seq++)
				await storage.append({ ...entry(seq, a.write(`${seq} `)), at: now + 10 * seq });
			const textAt = async (at: number) => {
				const then = await storage.readDocumentAt('w1', 'plan', now + at);
				return then && textOf(then.update);
			};
			expect([await textAt(5), await textAt(35), await textAt(999)]).toEqual(['', '1 2 3 ', '1 2 3 4 5 6 ']);
			await storage.compact('w1', 'plan', now + 35);
			expect([await textAt(25), await textAt(30), await textAt(49)]).toEqual([undefined, '1 2 3 ', '1 2 3 4 ']);
			const moments = await storage.listMoments('w1', 'plan', 1);
			expect(moments).toEqual([4, 5, 6].map((n) => ({ at: now + 10 * n, changes: 1 })));
			expect(await storage.readDocumentAt('w1', 'stage', now)).toBeUndefined();
		});

		test('documents with rows older than the window are found, and a compaction drops those rows', async () => {
			await storage.append(entry(1, author(1).write('alt')));
			expect(await storage.listOldHistory(now)).toEqual([]);
			expect(await storage.listOldHistory(now + 1)).toEqual([{ workshop: 'w1', document: 'plan' }]);
			await storage.compact('w1', 'plan', now);
			expect(await storage.readLog('w1', 'plan', 0, 1000)).toHaveLength(1);
			expect(await storage.compact('w1', 'plan', now + 1)).toMatchObject({ seq: 1 });
			expect(await storage.listOldHistory(now + 1)).toEqual([]);
		});

		test('what was not used for long is found, and use is never moved back', async () => {
			await create(storage, 'w2', now + 5);
			expect(await storage.listUnused(now)).toEqual([]);
			expect(await storage.listUnused(now + 1)).toEqual(['w1']);
			await storage.noteUse([
				{ workshop: 'w1', at: now + 20 },
				{ workshop: 'w2', at: now - 20 }
			]);
			expect(await storage.listUnused(now + 10)).toEqual(['w2']);
			await storage.eraseWorkshop('w2', now);
			expect(await storage.listUnused(now + 10)).toEqual([]);
		});

		test('a store that is whole has no damage to tell of', async () => {
			expect(await storage.listDamage()).toEqual([]);
		});

		test('a store that was put back says since when, for the workshops of that time', async () => {
			expect(await storage.recoverySince()).toBeUndefined();
			await storage.beginRecovery(now + 1);
			expect(await storage.recoverySince()).toBe(now + 1);
			expect(await storage.loadWorkshop('w1')).toMatchObject({ recoverySince: now + 1 });
			await create(storage, 'w2', now + 2);
			expect(await storage.loadWorkshop('w2')).not.toHaveProperty('recoverySince', expect.anything());
		});

		test('a workshop that was brought back says so for itself, until the whole store is put back', async () => {
			await create(storage, 'w2', now + 2, true);
			expect(await storage.loadWorkshop('w2')).toMatchObject({ recoverySince: now + 2 });
			expect(await storage.loadWorkshop('w1')).not.toHaveProperty('recoverySince', expect.anything());
			await storage.beginRecovery(now + 3);
			expect(await storage.loadWorkshop('w2')).toMatchObject({ recoverySince: now + 3 });
		});

		test('what is asked at once is done in order', async () => {
			const a = author(1);
			const entries = Array.from({ length: 50 }, (_, i) => entry(i + 1, a.write(`${i} `)));
			const results = await Promise.all(entries.map((row) => storage.append(row)));
			expect(results.every((result) => result.ok)).toBe(true);
			expect((await storage.readDocument('w1', 'plan')).seq).toBe(50);
		});
	});
}

function create(storage: Storage, id: string, created = now, broughtBack = false) {
	return storage.createWorkshop({
		...{ id, title: 'Titel', created, broughtBack, access: initialAccess },
		creator: person('mo', { role: 'moderator' }),
		session: { hash: `session-${id}`, workshop: id, participant: 'mo', role: 'moderator', created: now },
		links: [link('first', { workshop: id, hash: `hash-${id}` })],
		code: { code: `CODE${id}`, workshop: id, link: 'first', expires: now + 1000 }
	});
}

function person(id: string, fields: Partial<ParticipantRecord> = {}): ParticipantRecord {
	const none = { organisation: undefined, perspective: undefined };
	return { id, name: '', ...none, role: 'participant', waiting: false, pinned: false, joined: now, ...fields };
}

function link(id: string, fields: Partial<NewLink> = {}): NewLink {
	return { id, workshop: 'w1', role: 'participant', created: now, approval: false, hash: `hash-${id}`, ...fields };
}

function session(hash: string, participant: string, by: string) {
	return { hash, workshop: 'w1', participant, role: 'participant', link: by, created: now } as const;
}

function joining(participant: string, by: string) {
	const participantLimit = 100;
	return {
		participant: person(participant),
		session: session(`s-${participant}`, participant, by),
		link: by,
		takesUse: true,
		participantLimit
	};
}

function entry(seq: number, update: Uint8Array, claims: number[] = []): Append {
	return { workshop: 'w1', document: 'plan', seq, participant: 'mo', update, at: now, claims };
}

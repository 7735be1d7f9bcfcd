// What comes back after a restore, from whom, and what it becomes. The relay of these tests was put back from a backup
// that lacks the newest words and does not know who wrote them.
import { describe, expect, test } from 'vitest';
import { author, textOf } from '../testing/updates.ts';
import { admitSync, admitUpdate, type Sender, type Verdict } from './admission.ts';
import { DocumentBounds } from './document-bounds.ts';
import { ClaimedIds, isRecovering } from './recovery.ts';

interface Claims {
	readonly unsaved?: readonly number[];
	readonly settled?: readonly number[];
}

function claims({ unsaved = [], settled = [] }: Claims = {}): ClaimedIds {
	const ids = new ClaimedIds();
	ids.take({ unsaved, settled });
	return ids;
}

const sender = (participant: string, claimed: Claims = {}, more: Partial<Sender> = {}): Sender => ({
	...{ participant, isModerator: false, isRecovering: true, claims: claims(claimed) },
	...more
});
const moderator = (claimed: Claims = {}) => sender('mo', claimed, { isModerator: true });

/** A document that takes verdicts as a room does. */
function restored(owners: readonly (readonly [number, string])[] = []) {
	const bounds = new DocumentBounds({ stateVector: Uint8Array.of(0), deleted: [], owners });
	const log: Uint8Array[] = [];
	const take = (from: Sender, verdict: Verdict): Verdict => {
		if (verdict.kind !== 'store') return verdict;
		for (const [client, clock] of verdict.admitted.clocks) bounds.advance(client, clock);
		for (const client of verdict.admitted.claims) bounds.claim(client, from.participant);
		bounds.addDeleted(verdict.admitted.deletes);
		log.push(verdict.admitted.update);
		return verdict;
	};
	return {
		log,
		bounds,
		update: (from: Sender, bytes: Uint8Array) => take(from, admitUpdate(bounds, from, bytes)),
		sync: (from: Sender, bytes: Uint8Array) => take(from, admitSync(bounds, from, bytes))
	};
}

/** Anna wrote, and Ben wrote beside her words; both are lost, and both have all of it. */
function lostWords() {
	const anna = author(1);
	const ben = author(2);
	ben.read(anna.write('Anna '));
	anna.read(ben.write('Ben'));
	return { anna, ben, all: anna.all };
}

describe('a participant', () => {
	test('[HEAL-1] brings the words of ids that are theirs or that they claim; the others’ wait without a refusal', () => {
		const { all } = lostWords();
		const board = restored();
		expect(board.sync(sender('anna', { settled: [1] }), all)).toMatchObject({
			kind: 'store',
			complete: true,
			admitted: { claims: [1] }
		});
		expect(textOf(...board.log)).toBe('Anna ');
		expect(board.sync(sender('ben', { settled: [2] }), all)).toMatchObject({
			kind: 'store',
			admitted: { claims: [2] }
		});
		expect(textOf(...board.log)).toBe('Anna Ben');
		expect(restored([[1, 'anna']]).sync(sender('anna'), all)).toMatchObject({
			kind: 'store',
			admitted: { claims: [] }
		});
		expect(restored().sync(sender('cem'), all)).toEqual({ kind: 'known' });
	});

	test('[HEAL-1] whose words stand beside missing ones stays without an answer until those have come', () => {
		const { all } = lostWords();
		const board = restored();
		expect(board.sync(sender('ben', { unsaved: [2] }), all)).toEqual({ kind: 'gap' });
		board.sync(sender('anna', { settled: [1] }), all);
		expect(board.sync(sender('ben', { unsaved: [2] }), all)).toMatchObject({ kind: 'store', complete: true });
	});

	test('[HEAL-2] is answered although they know deletions in words that others have to bring, and is asked again then', () => {
		const { anna, ben } = lostWords();
		ben.read(anna.remove(0, 2));
		const board = restored([[2, 'ben']]);
		const cem = author(3);
		cem.write('!');
		const verdict = board.sync(sender('cem', { settled: [3] }), cem.read(anna.all).all);
		expect(verdict).toMatchObject({ kind: 'store', complete: true, aside: [1] });
		expect(textOf(...board.log)).toBe('!');
	});

	test('deletions of what is known are taken, whoever wrote it', () => {
		const { anna, ben, all } = lostWords();
		const board = restored();
		board.sync(moderator(), all);
		ben.read(all);
		ben.remove(0, 5);
		anna.read(ben.all);
		expect(board.sync(sender('anna', { settled: [1] }), anna.all)).toMatchObject({ kind: 'store', complete: true });
		expect(textOf(...board.log)).toBe('Ben');
	});

	test('[HEAL-4] cannot claim an id that belongs to somebody: unsaved words under it are refused, others left aside', () => {
		const { all } = lostWords();
		const board = restored([[1, 'anna']]);
		expect(board.sync(sender('mallory', { settled: [1] }), all)).toEqual({ kind: 'known' });
		expect(board.sync(sender('mallory', { unsaved: [1] }), all)).toEqual({ kind: 'refused', code: 'owner' });
		expect(board.log).toEqual([]);
	});

	test('[HEAL-4] whose unsaved words stand under a stolen id hears so in normal life, too', () => {
		const board = restored([[1, 'mallory']]);
		const anna: Sender = { participant: 'anna', isModerator: false, claims: claims({ unsaved: [1] }) };
		expect(board.sync(anna, author(1).write('Anna'))).toEqual({ kind: 'refused', code: 'owner' });
	});

	test('[HEAL-5] who may not write and has nothing unsaved is not refused for what they know', () => {
		const { all } = lostWords();
		const reader = sender('anna', { settled: [1] }, { refusal: 'access' });
		expect(restored().sync(reader, all)).toEqual({ kind: 'known' });
		const writer = sender('anna', { unsaved: [1] }, { refusal: 'access' });
		expect(restored().sync(writer, all)).toEqual({ kind: 'refused', code: 'access' });
	});
});

describe('a moderator', () => {
	test('[HEAL-3] brings everything and makes only their own ids theirs; authors go on under theirs', () => {
		const { anna, all } = lostWords();
		const mo = author(9).read(all);
		mo.write('!');
		const board = restored();
		expect(board.sync(moderator({ settled: [9] }), mo.all)).toMatchObject({
			complete: true,
			admitted: { claims: [9] }
		});
		expect(textOf(...board.log)).toBe('Anna Ben!');
		anna.read(mo.all);
		expect(board.update(sender('anna'), anna.write(' ok'))).toMatchObject({ kind: 'store', admitted: { claims: [1] } });
	});
});

test('in normal life, unowned ids still go to whoever sends them first', () => {
	const { all } = lostWords();
	const board = restored();
	const cem: Sender = { participant: 'cem', isModerator: false, claims: claims() };
	expect(board.sync(cem, all)).toMatchObject({ kind: 'store', complete: true });
	expect(board.bounds.owner(1)).toBe('cem');
});

test('recovery lasts two weeks after a restore', () => {
	const day = 24 * 60 * 60 * 1000;
	expect([undefined, 0, 13 * day].map((since) => isRecovering(since, 14 * day))).toEqual([false, false, true]);
});

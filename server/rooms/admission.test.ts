import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#lib/kernel/random.ts';
import type { NackCode } from '#lib/protocol/messages.ts';
import { author, forgedStruct, textOf } from '../testing/updates.ts';
import { admitSync, admitUpdate, type Sender, type Verdict } from './admission.ts';
import { DocumentBounds } from './document-bounds.ts';

const anna: Sender = { participant: 'anna', isModerator: false };
const ben: Sender = { participant: 'ben', isModerator: false };
const moderator: Sender = { participant: 'mo', isModerator: true };
const refusing = (code: NackCode): Sender => ({ ...anna, refusal: code });

/** A document that takes verdicts as a room does. */
function document() {
	const bounds = new DocumentBounds({ stateVector: Uint8Array.of(0), deleted: [], owners: [] });
	const log: Uint8Array[] = [];
	const take = (sender: Sender, verdict: Verdict): Verdict => {
		if (verdict.kind !== 'store') return verdict;
		bounds.take(verdict.admitted, sender.participant);
		log.push(verdict.admitted.update);
		return verdict;
	};
	return {
		log,
		update: (sender: Sender, bytes: Uint8Array) => take(sender, admitUpdate(bounds, sender, bytes)),
		sync: (sender: Sender, bytes: Uint8Array) => take(sender, admitSync(bounds, sender, bytes))
	};
}

describe('updates', () => {
	test('are taken as they are, one after the other', () => {
		const board = document();
		const a = author(1);
		const first = a.write('eins ');
		expect(board.update(anna, first)).toMatchObject({
			kind: 'store',
			complete: true,
			admitted: { update: first, claims: [1] }
		});
		expect(board.update(anna, a.write('zwei'))).toMatchObject({ kind: 'store', admitted: { claims: [] } });
		expect(board.update(anna, a.remove(0, 5))).toMatchObject({ kind: 'store' });
		expect(textOf(...board.log)).toBe('zwei');
	});

	test('[RELAY-6] that bring nothing new are known', () => {
		const board = document();
		const a = author(1);
		const bytes = a.write('eins');
		const gone = a.remove(0, 2);
		board.update(anna, bytes);
		board.update(anna, gone);
		for (const again of [bytes, gone, a.all, Uint8Array.of(0, 0)]) {
			expect(board.update(anna, again)).toEqual({ kind: 'known' });
			expect(board.sync(refusing('role'), again)).toEqual({ kind: 'known' });
		}
	});

	test('[RELAY-4] with something missing are a gap: an own clock, what they stand beside, what they delete', () => {
		const board = document();
		const a = author(1);
		const b = author(2);
		const missing = a.write('eins');
		const later = a.write('zwei');
		expect(board.update(anna, later)).toEqual({ kind: 'gap' });
		b.read(missing, later);
		expect(board.update(ben, b.write('!', 4))).toEqual({ kind: 'gap' });
		expect(board.update(ben, b.remove(0, 1))).toEqual({ kind: 'gap' });
		expect(board.log).toEqual([]);
	});

	test('[RELAY-4] of which only a part could be taken are a gap as a whole', () => {
		const board = document();
		const a = author(1);
		a.write('fehlt ');
		const parts = Y.mergeUpdates([author(2).write('ginge'), a.write('geht nicht')]);
		expect(board.update(anna, parts)).toEqual({ kind: 'gap' });
		expect(board.log).toEqual([]);
	});

	test('[RELAY-7] with a client id of somebody else are refused, forged forgetting included', () => {
		const board = document();
		const a = author(1);
		board.update(anna, a.write('eins'));
		const copy = author(1).read(a.all);
		expect(board.update(ben, copy.write('falsch'))).toEqual({ kind: 'refused', code: 'owner' });
		expect(board.update(ben, forgedStruct(1, 4, 1000))).toEqual({ kind: 'refused', code: 'owner' });
		expect(board.update(anna, a.write('zwei'))).toMatchObject({ kind: 'store' });
	});

	test('cannot say known clocks a second time: others may not have seen them yet', () => {
		const board = document();
		const a = author(1);
		board.update(anna, a.write('echt'));
		const forger = author(1);
		forger.write('lüge');
		forger.doc.clientID = 2;
		forger.write('!');
		const verdict = board.update(ben, Y.encodeStateAsUpdate(forger.doc));
		expect(verdict).toMatchObject({ kind: 'store' });
		expect(textOf(...board.log.slice(1))).toBe('');
		expect(textOf(...board.log)).toBe('echt!');
	});

	test.each([
		['cut short', author(1).write('eins').slice(0, 8)],
		['noise', Uint8Array.from({ length: 40 }, (_, i) => (i * 97) % 251)],
		['a document within', nested()],
		['an object with another prototype', hostileValue('{"__proto__":{"admin":true}}')],
		['nested too deeply', hostileValue('['.repeat(80) + ']'.repeat(80))]
	])('[RELAY-16] that make no sense are refused: %s', (_, bytes) => {
		expect(document().update(anna, bytes)).toEqual({ kind: 'refused', code: 'invalid' });
	});

	test('[RELAY-19] that stand between neighbours of two lists are refused, with known ones and with each other', () => {
		const board = document();
		const doc = new Y.Doc();
		doc.clientID = 1;
		doc.getText('text').insert(0, 'ab');
		doc.getMap('cards').set('k', new Y.Map([['titel', 1]]));
		expect(board.update(anna, Y.encodeStateAsUpdate(doc))).toMatchObject({ kind: 'store' });
		const between = (left: number, right: number) => item(9, 0, 0xc4, [1, left, 1, right, 1, 120]);
		expect(board.update(ben, between(0, 1))).toMatchObject({ kind: 'store' });
		expect(board.update(ben, item(9, 1, 0xc4, [1, 0, 1, 3, 1, 120]))).toEqual({ kind: 'refused', code: 'invalid' });
		expect(board.sync(ben, item(9, 1, 0xc4, [9, 0, 1, 2, 1, 120]))).toEqual({ kind: 'refused', code: 'invalid' });
	});

	test('[RELAY-19] that put several values at one key are refused, unless they are deleted', () => {
		const board = document();
		const two = [1, 1, 97, 1, 107, 2, 126, 126]; // root `a`, key `k`, two values null
		expect(board.update(ben, item(9, 0, 0x28, two))).toEqual({ kind: 'refused', code: 'invalid' });
		expect(board.sync(ben, item(9, 0, 0x28, two, [1, 9, 1, 0, 2]))).toMatchObject({ kind: 'store' });
	});

	test('[RELAY-19] that say one thing and are read as another are stored as they were understood', () => {
		const board = document();
		const words = item(9, 0, 4, [1, 1, 97, 2, 104, 97]);
		// The same client a second time, with nothing: Yjs would forget what it read before.
		const twice = Uint8Array.of(2, ...words.slice(1, -1), 0, 9, 0, 0);
		expect(board.update(ben, twice)).toMatchObject({ kind: 'store' });
		const doc = new Y.Doc();
		for (const row of board.log) Y.applyUpdate(doc, row);
		expect(doc.getText('a').toString()).toBe('ha');
	});

	test('[RELAY-9] of somebody who may not write are refused with the reason', () => {
		const board = document();
		expect(board.update(refusing('role'), author(1).write('nein'))).toEqual({ kind: 'refused', code: 'role' });
		expect(board.sync(refusing('access'), author(1).write('nein'))).toEqual({ kind: 'refused', code: 'access' });
	});
});

describe('a SyncStep2', () => {
	test('[RELAY-5] gives own parts and leaves foreign ones aside', () => {
		const board = document();
		const a = author(1);
		board.update(anna, a.write('Anna '));
		const forged = author(1).read(a.all);
		forged.write('gefälscht ');
		const b = author(2);
		b.write('Ben');
		const bytes = Y.mergeUpdates([forged.all, b.all]);
		expect(board.sync(ben, bytes)).toMatchObject({ kind: 'store', complete: true, admitted: { claims: [2] } });
		expect(textOf(...board.log)).not.toContain('gefälscht');
		expect(textOf(...board.log)).toContain('Ben');
	});

	test('[RELAY-5] stays unanswered where own parts build on something missing, and is whole after a re-seed', () => {
		const board = document();
		const a = author(1);
		board.update(anna, a.write('alt '));
		const lost = a.write('verloren ');
		const b = author(2).read(a.all);
		b.write('darauf gebaut');
		expect(board.sync(ben, b.all)).toEqual({ kind: 'gap' });
		const m = author(3).read(a.all);
		expect(board.sync(moderator, m.all)).toMatchObject({ kind: 'store', complete: true, admitted: { claims: [] } });
		expect(board.sync(ben, b.all)).toMatchObject({ kind: 'store', complete: true, admitted: { claims: [2] } });
		expect(textOf(...board.log)).toBe('alt verloren darauf gebaut');
		expect(board.update(anna, lost)).toEqual({ kind: 'known' });
	});

	test('takes several documents of one person that build on each other, in any order', () => {
		const board = document();
		const first = author(900);
		first.write('eins ');
		const second = author(5).read(first.all);
		second.write('zwei ');
		const third = author(500).read(second.all);
		third.write('drei', 5);
		first.read(third.all).write(' vier');
		expect(board.sync(anna, first.all)).toMatchObject({ kind: 'store', complete: true });
		expect(textOf(...board.log)).toBe(first.doc.getText('text').toString());
	});

	test('an admitted update always applies without anything pending', () => {
		const board = document();
		const a = author(1);
		const b = author(2);
		for (let i = 0; i < 60; i++) {
			const [writer, other, who] = i % 2 ? [a, b, anna] : [b, a, ben];
			const update = i % 7 === 6 ? writer.remove(0, 2) : writer.write(`w${i} `, i % 3 ? undefined : 0);
			board.update(who, update);
			if (i % 5 === 4) other.read(...board.log);
			if (i % 5 === 4) writer.read(...board.log);
			const doc = new Y.Doc();
			for (const row of board.log) Y.applyUpdate(doc, row);
			expect(doc.store.pendingStructs, `step ${i}`).toBeNull();
			expect(doc.store.pendingDs, `step ${i}`).toBeNull();
		}
	});
});

test('whatever is admitted of damaged updates applies without an error and leaves nothing pending', () => {
	const random = seededRandom(7);
	for (let run = 0; run < 500; run++) {
		const board = document();
		for (const update of variedUpdates()) {
			const damaged = update.slice();
			if (random.below(3) === 0) damaged[random.below(damaged.length)] = random.below(256);
			if (random.below(2)) board.update(anna, damaged);
			else board.sync(anna, damaged);
		}
		const doc = new Y.Doc();
		for (const row of board.log) Y.applyUpdate(doc, row);
		expect([doc.store.pendingStructs, doc.store.pendingDs], `run ${run}`).toEqual([null, null]);
	}
});

/** One update of each kind that the app makes. */
function variedUpdates(): Uint8Array[] {
	const doc = new Y.Doc();
	doc.clientID = 1;
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const map = doc.getMap('map');
	const text = doc.getText('text');
	const element = new Y.XmlElement('p');
	map.set('value', { list: [1, 'x', null] });
	text.insert(0, 'hallo');
	text.format(1, 2, { bold: true });
	doc.getXmlFragment('note').insert(0, [element]);
	element.setAttribute('level', '2');
	element.insert(0, [new Y.XmlText('abc')]);
	map.set('card', new Y.Map([['title', 'x']]));
	map.set('value', 2);
	text.delete(0, 2);
	return updates;
}

/** One item as bytes: what follows its info byte, and a delete set. */
function item(client: number, clock: number, info: number, rest: number[], deletes: number[] = [0]): Uint8Array {
	return Uint8Array.of(1, 1, client, clock, info, ...rest, ...deletes);
}

function nested(): Uint8Array {
	const doc = new Y.Doc();
	doc.getMap('map').set('inner', new Y.Doc());
	return Y.encodeStateAsUpdate(doc);
}

/** A map entry whose value is read with `JSON.parse`, as old Yjs content is. */
function hostileValue(json: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('text').insertEmbed(0, JSON.parse(json) as object);
	return Y.encodeStateAsUpdate(doc);
}

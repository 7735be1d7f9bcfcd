import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { CommandRecord } from '#lib/model/command.ts';
import { hasPending } from '../apply-updates.ts';
import type { Row } from '../local-store/row.ts';
import { buildBase } from './base-document.ts';
import { refusedCommands } from './refused-commands.ts';
import { verdictOn } from './verdict.ts';
import { changedNotes, missingWords } from './words.ts';

const rowOf = (key: string, command?: CommandRecord, update: Uint8Array = new Uint8Array(), instance = 1): Row => ({
	...{ key, update, own: true, instance, attempt: 0, at: 1 },
	...(command && { command })
});
const edit = (base: string, text: string, id = 'c1') => ({
	name: 'editCard',
	at: 1,
	input: { meeting: 'm', id, field: 'text', base, text }
});

describe('refused commands', () => {
	test('[TRAY-1] typing in one field is one edit from what was there to what stands there', () => {
		const rows = [edit('', 'H'), edit('H', 'Ha'), edit('Ha', 'Hal')].map((command, i) => rowOf(`k${i}`, command));
		const [joined, ...others] = refusedCommands(rows);
		expect(others).toEqual([]);
		expect(joined).toMatchObject({
			keys: ['k0', 'k1', 'k2'],
			text: 'Hal',
			record: { input: { base: '', text: 'Hal', id: 'c1' } }
		});
	});

	test('[TRAY-1] another card, or words that others wrote in between, begin a new one', () => {
		const rows = [edit('', 'a'), edit('', 'b', 'c2'), edit('b', 'bc', 'c2'), edit('xb', 'xbd', 'c2')].map(
			(command, i) => rowOf(`k${i}`, command)
		);
		expect(refusedCommands(rows).map(({ text }) => text)).toEqual(['a', 'bc', 'xbd']);
	});

	test('[TRAY-1] words are what people wrote, not ids and places', () => {
		const input = {
			meeting: 'm1',
			id: 'x',
			section: 's1',
			text: ' Mehr Praktika ',
			values: { owners: [{ name: 'Handwerk' }], state: 'idea' }
		};
		expect(refusedCommands([rowOf('k', { name: 'addCard', at: 1, input })])[0]!.text).toBe('Mehr Praktika\nHandwerk');
	});
});

describe('what happens to refused work', () => {
	const charge = { code: 'invalid', isGuilty: true, hasCompany: false, attempt: 0 } as const;

	test('[REFUSE-3] is tried again once', () => {
		expect(verdictOn(charge)).toEqual({ kind: 'again', attempt: 1 });
		expect(verdictOn({ ...charge, attempt: 1 })).toEqual({ kind: 'tray' });
	});

	test.each(['role', 'access', 'full'] as const)('[REFUSE-3] is not tried again after %s', (code) => {
		expect(verdictOn({ ...charge, code })).toEqual({ kind: 'tray' });
		expect(verdictOn({ ...charge, code, isGuilty: false })).toEqual({ kind: 'tray' });
	});

	test('[REFUSE-3] that only came after a refused frame counts as untried', () => {
		expect(verdictOn({ ...charge, isGuilty: false, attempt: 1 })).toEqual({ kind: 'again', attempt: 1 });
	});

	test('[REFUSE-3] together with others goes one by one the second time', () => {
		expect(verdictOn({ ...charge, hasCompany: true })).toEqual({ kind: 'again', attempt: 1 });
		expect(verdictOn({ ...charge, hasCompany: true, attempt: 1 })).toEqual({ kind: 'one-by-one' });
	});

	test('[REFUSE-3] too fast or without what it builds on is tried more often, and not for ever', () => {
		expect(verdictOn({ ...charge, code: 'rate', attempt: 3 })).toEqual({ kind: 'again', attempt: 4 });
		expect(verdictOn({ ...charge, code: 'rate', attempt: 5 })).toEqual({ kind: 'tray' });
	});
});

describe('the document without what was refused', () => {
	test('[REFUSE-1] leaves out what builds on it, also from another document', () => {
		const mine = new Y.Doc();
		const updates: Uint8Array[] = [];
		mine.on('update', (update) => updates.push(update));
		const text = mine.getText('t');
		for (const word of ['fest ', 'verweigert ', 'danach ']) text.insert(text.length, word);
		const other = new Y.Doc();
		for (const update of updates) Y.applyUpdate(other, update);
		other.on('update', (update) => updates.push(update));
		other.getText('t').insert(8, 'mittendrin ');
		other.getMap('m').set('frei', 'unabhängig');
		const independent = new Y.Doc();
		independent.getMap('m').set('eigen', 'ja');
		const [firm, , after, inside] = updates as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
		const rows = [
			rowOf('b', undefined, after),
			rowOf('c', undefined, inside),
			rowOf('d', undefined, Y.encodeStateAsUpdate(independent))
		];
		const { doc, left } = buildBase([firm], rows);
		expect(doc.getText('t').toString()).toBe('fest ');
		expect(doc.getMap('m').toJSON()).toEqual({ eigen: 'ja' });
		expect(left.map(({ key }) => key)).toEqual(['b', 'c']);
		expect(doc.store.pendingStructs).toBeNull();
	});

	test('[REFUSE-1] leaves it out also while words of others have a gap, and nothing else', () => {
		const [unseen, later] = typing('others', 'verloren ', 'später') as [Uint8Array, Uint8Array];
		const [firm, , after] = typing('mine', 'fest ', 'verweigert ', 'danach') as [Uint8Array, Uint8Array, Uint8Array];
		const [aside] = typing('aside', 'unabhängig') as [Uint8Array];
		const rows = [rowOf('b', undefined, after), rowOf('c', undefined, aside)];
		const { doc, left } = buildBase([firm, later], rows);
		expect(left.map(({ key }) => key)).toEqual(['b']);
		expect([doc.getText('mine').toString(), doc.getText('aside').toString()]).toEqual(['fest ', 'unabhängig']);
		Y.applyUpdate(doc, unseen);
		expect(doc.getText('others').toString()).toBe('verloren später');
		expect(hasPending(doc)).toBe(false);
	});

	test('[REFUSE-1] keeps all that waits, though words of others have a gap, when nothing builds on what was refused', () => {
		const [, later] = typing('others', 'verloren ', 'später') as [Uint8Array, Uint8Array];
		const [first, second] = typing('mine', 'eins ', 'zwei') as [Uint8Array, Uint8Array];
		const rows = [rowOf('a', undefined, first), rowOf('b', undefined, second)];
		const { doc, left } = buildBase([later], rows);
		expect(left).toEqual([]);
		expect(doc.getText('mine').toString()).toBe('eins zwei');
	});

	/** One update for each of the words, typed one after the other in one document. */
	function typing(root: string, ...words: readonly string[]): Uint8Array[] {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update) => updates.push(update));
		for (const word of words) doc.getText(root).insert(doc.getText(root).length, word);
		return updates;
	}
});

describe('words that a refusal would take away', () => {
	const docWith = (note: readonly string[], card: string) => {
		const doc = new Y.Doc();
		const fragment = doc.getXmlFragment('note/t1');
		for (const words of note) {
			const paragraph = new Y.XmlElement('paragraph');
			paragraph.insert(0, [new Y.XmlText(words)]);
			fragment.push([paragraph]);
		}
		const record = new Y.Map();
		record.set('text', new Y.Text(card));
		doc.getMap('cards').set('c1', record);
		return doc;
	};

	test('[REFUSE-4] are the changed blocks of notes and the passages of texts', () => {
		const seen = docWith(['bleibt', 'neu'], 'Karte mit Zusatz');
		const now = docWith(['bleibt'], 'Karte');
		expect(changedNotes(seen, now)).toMatchObject([{ table: 't1', text: 'neu', blocks: [{ type: 'paragraph' }] }]);
		expect(missingWords(seen, now)).toEqual(['mit Zusatz']);
		expect(missingWords(seen, new Y.Doc())).toEqual(['Karte mit Zusatz']);
		expect([...changedNotes(now, now), ...missingWords(now, seen)]).toEqual([]);
	});
});

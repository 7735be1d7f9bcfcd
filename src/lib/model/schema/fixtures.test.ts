// Every build opens what earlier builds have written. The bytes in tests/fixtures/schema-* never change; when what they
// say changes on purpose, the expectation beside them is changed by hand and the change explained.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { WorkshopId } from '#lib/kernel/id.ts';
import { documentKind, type DocumentKind, type DocumentName } from '#lib/protocol/documents.ts';
import { exportWorkshopFile } from '../file/export-workshop-file.ts';
import { memoryDocuments } from '../memory-documents.ts';
import { takeSnapshot } from '../snapshot.ts';
import { createWorkshop } from '../workshop.ts';
import { migrate, type Migration } from './migrate.ts';
import { markVersion, schemaVersion, versionOf } from './version.ts';

const fixtures = new URL('../../../../tests/fixtures/', import.meta.url);
const versions = readdirSync(fixtures).filter((name) => name.startsWith('schema-'));

describe.each(versions)('%s', (version) => {
	const bytes = (kind: DocumentKind) => readFileSync(new URL(`${version}/${kind}.bin`, fixtures));
	const json = (name: string) => JSON.parse(readFileSync(new URL(`${version}/${name}`, fixtures), 'utf8')) as object;
	const opened = () => {
		const documents = memoryDocuments();
		const meeting = 'einsatzmoeglichkeiten';
		const names: readonly DocumentName[] = ['stage', 'plan', `board.${meeting}`, `room.${meeting}`];
		for (const name of names) {
			const { doc } = documents.open(name);
			Y.applyUpdate(doc, bytes(documentKind(name)));
			migrate(doc, documentKind(name));
		}
		return createWorkshop('ideenschmiede' as WorkshopId, documents);
	};

	test('[SCHEMA-1] still says what it said, in records', () => {
		expect(withoutKept(takeSnapshot(opened()))).toMatchObject(withoutKept(json('snapshot.json')));
	});

	test('[SCHEMA-1] still says what it said, as a file', () => {
		const { participants, ...file } = json('export.werktisch.json') as { participants: [] };
		expect(exportWorkshopFile(opened(), participants)).toMatchObject(file);
	});
});

test('[SCHEMA-1] there is a fixture of every version up to this one', () => {
	expect(versions).toEqual(Array.from({ length: schemaVersion }, (_, at) => `schema-${at + 1}`));
});

const colourful: Migration = {
	to: 2,
	documents: ['board'],
	run: (doc) => doc.getMap<Y.Map<unknown>>('cards').forEach((card) => card.has('colour') || card.set('colour', 'white'))
};

const oldBoard = () => {
	const doc = new Y.Doc();
	doc.getMap('cards').set('a', new Y.Map([['text', new Y.Text('A')]]));
	return doc;
};

test('[SCHEMA-2] a migration runs once, adds, and is noted in the document', () => {
	const doc = oldBoard();
	expect(migrate(doc, 'board')).toBe(false);
	expect(versionOf(doc)).toBe(1);
	expect(migrate(doc, 'board', [colourful])).toBe(true);
	expect(migrate(doc, 'board', [colourful])).toBe(false);
	expect(versionOf(doc)).toBe(2);
	expect(migrate(oldBoard(), 'plan', [colourful])).toBe(false);
});

test('[SCHEMA-2] two devices that migrate at once end with the same document', () => {
	const [a, b] = [oldBoard(), new Y.Doc()];
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
	migrate(a, 'board', [colourful]);
	migrate(b, 'board', [colourful]);
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
	expect(a.toJSON()).toEqual(b.toJSON());
	expect(versionOf(a)).toBe(2);
});

test('[SCHEMA-3] an older device cannot lower the version, and hostile steps count for nothing', () => {
	const doc = new Y.Doc();
	markVersion(doc, schemaVersion + 1);
	markVersion(doc, 1);
	expect(versionOf(doc)).toBe(schemaVersion + 1);
	const hostile = new Y.Doc();
	for (const step of ['x', '-1', '1e9', '1.5', '__proto__']) hostile.getMap('schema').set(step, true);
	expect(versionOf(hostile)).toBe(1);
});

/** What is only kept moves when a part gets records of its own; the file says it all the same. */
function withoutKept(snapshot: object): object {
	return JSON.parse(JSON.stringify(snapshot, (key, value: unknown) => (key === 'kept' ? undefined : value))) as object;
}

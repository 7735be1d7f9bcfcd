import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from './backup.ts';
import { boxSecretBytes } from './boxes.ts';
import { restore } from './restore.ts';
import { openSqliteStorage } from './sqlite-storage.ts';
import type { NewWorkshop, ParticipantRecord, Storage } from './storage.ts';

let base: string;
let storage: Storage;
const data = () => join(base, 'data');
beforeEach(async () => {
	base = mkdtempSync(join(tmpdir(), 'werktisch-restored-'));
	storage = await openSqliteStorage({ folder: data() });
	await storage.createWorkshop(workshop);
	await storage.putParticipants('w1', [person('anna'), person('ben')]);
});
afterEach(async () => {
	await storage.close();
	rmSync(base, { recursive: true, force: true });
});

test('[BOX-4] [BOX-5] [BOX-8] after a restore opened boxes stay open without their key, and removed people have no entry', async () => {
	const secret = crypto.getRandomValues(new Uint8Array(boxSecretBytes));
	for (const id of ['opened', 'sealed']) {
		await storage.createBox({
			...{ workshop: 'w1', id, kind: 'ballot', anonymous: true, electorate: 'all', attach: [], secret, boxLimit: 9 },
			electors: ['anna', 'ben'].map((participant) => ({ participant, role: 'participant' }))
		});
		for (const participant of ['anna', 'ben']) await put(id, participant);
	}
	const copy = join(base, 'copy.sqlite');
	expect(backUp(data(), copy).ok).toBe(true);
	await storage.openBox('w1', 'opened', new Uint8Array(32), 3);
	await storage.putBoxResult('w1', 'opened', Uint8Array.of(7), 1000);
	const before = await storage.readBox('w1', 'opened');
	await storage.removeParticipant('w1', 'anna', 1);
	await storage.close();

	expect(restore(copy, data(), 2).ok).toBe(true);
	storage = await openSqliteStorage({ folder: data() });
	expect(await storage.readBox('w1', 'opened')).toEqual(before);
	expect([...(await storage.readBoxResult('w1', 'opened'))!]).toEqual([7]);
	expect(await storage.listBoxes('w1')).toMatchObject([
		{ id: 'sealed', isOpen: false, entries: 1, electors: ['ben'] },
		{ id: 'opened', isOpen: true, entries: 2, electors: [] }
	]);
	expect(await storage.readBoxEntry('w1', 'sealed', 'ben')).toMatchObject({ ok: true });
	await storage.openBox('w1', 'sealed', new Uint8Array(32), 3);
	expect(readFileSync(join(data(), 'werktisch.sqlite')).includes(Buffer.from(secret.subarray(8000, 8016)))).toBe(false);
});

function put(box: string, participant: string) {
	const what = { data: new TextEncoder().encode(participant), items: 1, version: `v-${participant}`, bound: 1000 };
	return storage.putBoxEntry({ workshop: 'w1', box, participant, expected: { is: 'nothing' }, ...what });
}

function person(id: string): ParticipantRecord {
	return { id, name: id, role: 'participant', waiting: false, pinned: false, joined: 1 };
}

const workshop: NewWorkshop = {
	...{ id: 'w1', title: 'Titel', created: 1, access: {}, links: [] },
	creator: { ...person('mo'), role: 'moderator' },
	session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
	code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
};

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';
import { openSqliteStorage } from './sqlite-storage.ts';
import type { NewWorkshop, Storage } from './storage.ts';

let base: string;
let copy: string;
let storage: Storage;
const open = async () => (storage = await openSqliteStorage({ folder: join(base, 'data') }));
const at = Date.UTC(2022, 10, 17, 9);
beforeEach(async () => {
	base = mkdtempSync(join(tmpdir(), 'werktisch-restore-'));
	copy = join(base, 'copy.sqlite');
	await open();
});
afterEach(async () => {
	await storage.close();
	rmSync(base, { recursive: true, force: true });
}, 20_000);

test('what was taken away since the backup stays taken away', async () => {
	for (const id of ['kept', 'erased']) await storage.createWorkshop(workshop(id));
	await storage.putParticipants('kept', [{ ...person, id: 'anna', name: 'Anna' }]);
	expect(backUp(join(base, 'data'), copy)).toMatchObject({ ok: true, value: { workshops: 2, damage: [] } });
	await storage.createWorkshop(workshop('later'));
	for (const id of ['erased', 'later']) await storage.eraseWorkshop(id, at);
	await storage.removeParticipant('kept', 'anna', at);
	await storage.revokeLink('kept', 'link');
	await storage.close();

	expect(restore(copy, join(base, 'data'), at)).toMatchObject({ ok: true, value: { aside: expect.any(String) } });
	await open();
	expect(await storage.loadWorkshop('erased')).toEqual({ erased: true });
	expect(await storage.loadWorkshop('later')).toEqual({ erased: true });
	expect(await storage.loadWorkshop('kept')).toMatchObject({ participants: [{ id: 'mo' }], recoverySince: at });
	expect(await storage.findSession('session-kept')).toMatchObject({ revoked: true });
	expect(await storage.findCode('CODEkept', 1)).toBeUndefined();
}, 20_000);

test('a store that cannot be read any more is replaced all the same, and set aside', async () => {
	await storage.createWorkshop(workshop('kept'));
	expect(backUp(join(base, 'data'), copy).ok).toBe(true);
	await storage.close();
	const file = join(base, 'data', 'werktisch.sqlite');
	const bytes = readFileSync(file);
	bytes.fill(0xa5, 100, 20_000);
	writeFileSync(file, bytes);
	await expect(open()).rejects.toThrow(/restore/);
	expect(restore(copy, join(base, 'data'), at)).toMatchObject({ ok: true, value: { aside: expect.any(String) } });
	await open();
	expect(await storage.loadWorkshop('kept')).toMatchObject({ title: 'Titel' });
}, 20_000);

test('a backup does not carry what was erased before it', async () => {
	await storage.createWorkshop({ ...workshop('w1'), title: 'geheimnisvoll' });
	await storage.eraseWorkshop('w1', at);
	expect(backUp(join(base, 'data'), copy)).toMatchObject({ ok: true, value: { workshops: 0 } });
}, 20_000);

const person = { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 } as const;

function workshop(id: string): NewWorkshop {
	return {
		...{ id, title: 'Titel', created: 1, access: {}, creator: person },
		links: [{ id: 'link', workshop: id, role: 'moderator', created: 1, approval: false, hash: `hash-${id}` }],
		session: { hash: `session-${id}`, workshop: id, participant: 'mo', role: 'moderator', link: 'link', created: 1 },
		code: { code: `CODE${id}`, workshop: id, link: 'link', expires: 2 }
	};
}

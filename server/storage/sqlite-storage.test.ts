import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { author, textOf } from '../testing/updates.ts';
import { openSqliteStorage } from './sqlite-storage.ts';
import { storageContract } from './storage.contract.ts';
import { StoreFault, type NewWorkshop } from './storage.ts';

const folders: string[] = [];
const folder = () => {
	const path = mkdtempSync(join(tmpdir(), 'werktisch-store-'));
	folders.push(path);
	return path;
};
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

storageContract('sqlite', () => openSqliteStorage({ folder: folder() }));

test('everything is there again after the file is opened anew', async () => {
	const path = folder();
	const first = await openSqliteStorage({ folder: path });
	await first.createWorkshop(workshop('w1'));
	await first.append(entry(1, author(1).write('bleibt')));
	await first.close();
	await expect(first.probe(1)).rejects.toThrow(StoreFault);
	const second = await openSqliteStorage({ folder: path });
	expect(textOf((await second.readDocument('w1', 'plan')).update)).toBe('bleibt');
	await second.close();
}, 20_000);

test('what queues up during one commit is the next commit', async () => {
	const sizes: number[] = [];
	const storage = await openSqliteStorage({ folder: folder(), onBatch: (size) => sizes.push(size) });
	await storage.createWorkshop(workshop('w1'));
	const a = author(1);
	await Promise.all(Array.from({ length: 100 }, (_, i) => storage.append(entry(i + 1, a.write('x')))));
	expect(sizes).toEqual([1, 1, 99]);
	await storage.close();
}, 20_000);

test('a full disk rejects the whole commit, and writing goes on by itself when there is space again', async () => {
	const storage = await openSqliteStorage({ folder: folder(), maxPages: 150 });
	await storage.createWorkshop(workshop('w1'));
	await storage.createWorkshop(workshop('w2'));
	await storage.putFile('w2', 'a'.repeat(64), new Uint8Array(300_000), Infinity, 1);
	const large = author(1).write('x'.repeat(250_000));
	const small = author(2).write('klein');
	const [sent, behind] = await Promise.allSettled([
		storage.append(entry(1, large)),
		storage.append(entry(2, small)) // on its way in the next commit; must not be kept without the first
	]);
	expect(sent.status).toBe('rejected');
	expect(behind).toMatchObject({ status: 'fulfilled', value: { ok: false, reason: 'out_of_order' } });
	expect((await storage.readDocument('w1', 'plan')).seq).toBe(0);
	await storage.eraseWorkshop('w2', 2);
	expect(await storage.append(entry(1, large))).toMatchObject({ ok: true });
	await storage.close();
}, 20_000);

function workshop(id: string): NewWorkshop {
	const creator = { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 } as const;
	return {
		...{ id, title: 'Titel', created: 1, access: {}, creator, links: [] },
		session: { hash: `session-${id}`, workshop: id, participant: 'mo', role: 'moderator', created: 1 },
		code: { code: `CODE${id}`, workshop: id, link: 'none', expires: 2 }
	};
}

function entry(seq: number, update: Uint8Array) {
	return { workshop: 'w1', document: 'plan', seq, participant: 'mo', update, at: 1, claims: [] };
}

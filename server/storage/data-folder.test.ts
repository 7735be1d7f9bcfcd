import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimDataFolder, type DataFolder } from './data-folder.ts';

let base: string;
beforeEach(() => (base = join(mkdtempSync(join(tmpdir(), 'werktisch-data-')), 'data')));
afterEach(() => rmSync(base, { recursive: true, force: true }));

function held(claimed: ReturnType<typeof claimDataFolder>): DataFolder {
	if (!claimed.ok) throw new Error(claimed.reason);
	return claimed.value;
}

test('the first process takes the folder, the second one a folder of its port, and keeps it later', () => {
	const first = held(claimDataFolder(undefined, 4242, base));
	expect(first.path).toBe(base);
	const second = held(claimDataFolder(undefined, 4243, base));
	expect(second.path).toBe(join(base, '4243'));
	expect(claimDataFolder(undefined, 4243, base)).toMatchObject({ ok: false });
	second.release();
	first.release();
	const again = held(claimDataFolder(undefined, 4243, base));
	expect(again.path).toBe(join(base, '4243'));
	again.release();
});

test('a new folder is open to nobody else on the machine', () => {
	held(claimDataFolder(base, 4242)).release();
	expect(statSync(base).mode & 0o077).toBe(0);
});

test('a folder that was named is taken or refused with one sentence', () => {
	const first = held(claimDataFolder(base, 4242));
	const refusal = claimDataFolder(base, 4243);
	expect(refusal).toEqual(
		expect.objectContaining({ ok: false, reason: expect.stringMatching(/in use by another running.*DATA_DIR/) })
	);
	first.release();
	held(claimDataFolder(base, 4243)).release();
	expect(claimDataFolder('/dev/null/data', 1)).toMatchObject({
		ok: false,
		reason: expect.stringContaining('cannot be used')
	});
});

test.skipIf(!existsSync('/proc/self'))('a folder that no system makes is refused, and not tried for ever', () => {
	expect(claimDataFolder('/proc/werktisch/data', 4242)).toMatchObject({
		ok: false,
		reason: expect.stringMatching(/^The data folder \/proc\/werktisch\/data cannot be used: ENOENT/)
	});
});

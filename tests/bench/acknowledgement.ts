// How long a participant waits for "saved for everyone": one small update at a time over a raw socket until the relay's
// acknowledgement, compared with what one commit costs this disk anyway.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningServer } from '../e2e/server.ts';
import { median, milliseconds, quantile, times, type Measurement } from './measurement.ts';
import { RawClient, rawWorkshop } from './raw-client.ts';

const rounds = 200;

export async function acknowledgement(server: RunningServer): Promise<readonly Measurement[]> {
	const commit = median(commitTimes(server.dataDir));
	const waits = await acknowledgementTimes(server);
	const wait = median(waits);
	return [
		{ what: 'commit to the disk', value: milliseconds(commit), note: 'plain SQLite, WAL, synchronous=FULL' },
		{ what: 'update to acknowledgement', value: milliseconds(wait), note: `${times(wait, commit)} a commit` },
		{
			what: 'update to acknowledgement, p95',
			value: milliseconds(quantile(waits, 0.95)),
			note: `${rounds} updates, one at a time`
		}
	];
}

function commitTimes(besides: string): readonly number[] {
	const folder = mkdtempSync(join(besides, 'bench-'));
	const database = new DatabaseSync(join(folder, 'commits.sqlite'));
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE log (bytes BLOB)');
	const insert = database.prepare('INSERT INTO log VALUES (?)');
	const bytes = new Uint8Array(200);
	const found = Array.from({ length: rounds }, () => {
		const startedAt = performance.now();
		insert.run(bytes);
		return performance.now() - startedAt;
	});
	database.close();
	rmSync(folder, { recursive: true });
	return found;
}

async function acknowledgementTimes(server: RunningServer): Promise<readonly number[]> {
	using client = await RawClient.connect(await rawWorkshop(server));
	const found: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const startedAt = performance.now();
		await client.write(`${round}${'.'.repeat(150)}`);
		found.push(performance.now() - startedAt);
	}
	return found;
}

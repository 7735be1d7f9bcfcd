// A workshop file from `tests/fixtures`, imported as the app does it.
import { readFileSync } from 'node:fs';
import { assert } from '#lib/kernel/assert.ts';
import type { WorkshopId } from '#lib/kernel/id.ts';
import { importWorkshopFile } from '#lib/model/file/import-workshop-file.ts';
import { parseWorkshopFile } from '#lib/model/file/parse-workshop-file.ts';
import { memoryDocuments } from '#lib/model/memory-documents.ts';
import { takeSnapshot, type WorkshopSnapshot } from '#lib/model/snapshot.ts';
import { createWorkshop } from '#lib/model/workshop.ts';
import { isRole } from '#lib/protocol/access.ts';
import type { Person } from '#lib/protocol/messages.ts';

export async function snapshotOf(name: string): Promise<WorkshopSnapshot> {
	const parsed = parseWorkshopFile(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
	assert(parsed.ok, `${name} is a workshop file`);
	const documents = memoryDocuments();
	const { people } = await importWorkshopFile(parsed.value, 'golden' as WorkshopId, documents);
	const everybody = people.map(({ name = '', role, ...person }): Person => ({
		...person,
		name,
		role: isRole(role) ? role : 'participant'
	}));
	return takeSnapshot(createWorkshop('golden' as WorkshopId, documents), everybody);
}

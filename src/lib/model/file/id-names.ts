/**
 * Ids in the file and in the records. They are the same unless the file's cannot be used (a space in it, too long): then
 * the record gets a new one, keeps the file's, and references are translated both ways.
 */
import { idPattern, newId } from '#lib/kernel/id.ts';

export interface IdNames {
	inRecords(id: string): string;
	inFile(id: string): string;
}

export function importedIds(ids: Iterable<string>): IdNames {
	const renamed = new Map<string, string>();
	for (const id of ids) if (!isUsable(id)) renamed.set(id, newId());
	return names(renamed, new Map([...renamed].map(([inFile, inRecord]) => [inRecord, inFile])));
}

/** `records`: everything that is written. */
export function exportedIds(
	records: Iterable<{ readonly id: string; readonly kept: Readonly<Record<string, unknown>> }>
): IdNames {
	const inFile = new Map<string, string>();
	for (const { id, kept } of records) if (typeof kept.id === 'string' && kept.id !== '') inFile.set(id, kept.id);
	return names(new Map([...inFile].map(([inRecord, original]) => [original, inRecord])), inFile);
}

/** Usable as part of a document's name, and never a property that every object has. */
function isUsable(id: string): boolean {
	return idPattern.test(id) && !(id in {});
}

function names(inRecords: ReadonlyMap<string, string>, inFile: ReadonlyMap<string, string>): IdNames {
	return {
		inRecords: (id) => inRecords.get(id) ?? id,
		inFile: (id) => inFile.get(id) ?? id
	};
}

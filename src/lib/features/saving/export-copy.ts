/** A copy of the whole workshop as a file that can be opened again, also of what no screen has opened yet; made here. */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Copyable } from '#lib/model/file/export-workshop-file.ts';
import type { Workshop } from '#lib/model/workshop.ts';
import { fileName, saveFile } from '#lib/ui/save-file.ts';

export async function exportCopy(open: Copyable & Loading): Promise<void> {
	await loadEverything(open);
	const { copyOfWorkshop, workshopFileText } = await import('#lib/model/file/export-workshop-file.ts');
	const file = await copyOfWorkshop(open);
	saveFile(workshopFileText(file), fileName(file.workshop.title, '.werktisch.json'), 'application/json');
}

/** What it takes to read a workshop that was just opened. */
export interface Loading {
	readonly workshop: Workshop;
	loaded(document: DocumentName): Promise<void>;
}

/** Resolves when every document of the workshop has been read from this device. */
export async function loadEverything(session: Loading): Promise<void> {
	const { workshop } = session;
	await Promise.all([session.loaded('stage'), session.loaded('plan')]);
	const boards = workshop.meetings.all().map(({ id }) => workshop.board(id).handle.name);
	await Promise.all(boards.map((name) => session.loaded(name)));
}

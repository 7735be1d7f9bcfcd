/** A copy of the whole workshop as a file that can be opened again; made here, also without a network. */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Person } from '#lib/protocol/messages.ts';
import type { Workshop } from '#lib/model/workshop.ts';
import { fileName, saveFile } from '#lib/ui/save-file.ts';

/** What an open workshop knows, as much as a file needs. */
export interface OpenWorkshop {
	readonly workshop: Workshop;
	readonly people: readonly Person[];
}

export async function exportCopy({ workshop, people }: OpenWorkshop): Promise<void> {
	const { exportWorkshopFile, workshopFileText } = await import('#lib/model/file/export-workshop-file.ts');
	const file = exportWorkshopFile(workshop, people);
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

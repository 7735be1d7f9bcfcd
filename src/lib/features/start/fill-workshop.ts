/** Fills a workshop that was just made on this device with its beginning: a template or a file. */
import type { ImportedWorkshop } from '#lib/model/file/import-workshop-file.ts';
import type { WorkshopFile } from '#lib/model/file/workshop-file.ts';
import type { Workshop } from '#lib/model/workshop.ts';
import { language } from '#lib/ui/language.svelte.ts';
import type { Draft } from './draft.svelte.ts';
import type { TemplateId } from './templates.ts';

/** What the draft begins with, under its own title; `undefined` when a template could not be loaded. */
export async function beginningOf(draft: Draft): Promise<WorkshopFile | undefined> {
	const file = draft.beginning === 'file' ? draft.file?.content : await loadTemplate(draft.beginning);
	return file && { ...file, workshop: { ...file.workshop, title: draft.finalTitle, id: undefined } };
}

/**
 * @param workshop new, without a word in it
 * @returns what of the file is not in the documents: its people and attached files
 */
export async function fillWorkshop(workshop: Workshop, file: WorkshopFile): Promise<ImportedWorkshop> {
	const { importWorkshopFile } = await import('#lib/model/file/import-workshop-file.ts');
	return importWorkshopFile(file, workshop.id, workshop.documents);
}

async function loadTemplate(id: TemplateId): Promise<WorkshopFile | undefined> {
	try {
		const [answer, { parseWorkshopFile }] = await Promise.all([
			fetch(`/templates/${id}.werktisch.json`),
			import('#lib/model/file/parse-workshop-file.ts')
		]);
		const parsed = answer.ok ? parseWorkshopFile(await answer.text()) : undefined;
		if (parsed?.ok) return parsed.value;
		console.warn('template not usable', id, language.locale, parsed?.reason);
	} catch (cause) {
		console.warn('template not loaded', id, cause);
	}
	return undefined;
}

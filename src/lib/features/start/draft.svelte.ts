/** A workshop that is about to be made: what it begins with, its title, the name of whoever makes it. */
import type { Result } from '#lib/kernel/result.ts';
import type { FileProblem } from '#lib/model/file/parse-workshop-file.ts';
import type { WorkshopFile } from '#lib/model/file/workshop-file.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { fileProblemText } from './file-words.ts';
import type { TemplateId } from './templates.ts';

export type Beginning = TemplateId | 'file';

export interface ChosenFile {
	/** Of the file on the device. */
	readonly name: string;
	/** Of the workshop in it. */
	readonly title: string;
	readonly content: WorkshopFile;
	/** Written by a later version; parts of it are kept without being understood. */
	readonly newer: boolean;
}

export class Draft {
	beginning = $state<Beginning>('ideas');
	title = $state('');
	name = $state('');
	file = $state.raw<ChosenFile>();
	fileProblem = $state<string>();
	reading = $state(false);

	constructor(name: string) {
		this.name = name;
	}

	/** Used when no title is typed. */
	get suggestedTitle(): string {
		const { templates } = language.t.start;
		if (this.beginning === 'file') return this.file?.title ?? '';
		return this.beginning === 'empty' ? '' : templates[this.beginning].title;
	}

	get finalTitle(): string {
		return this.title.trim() || this.suggestedTitle || language.t.common.untitled;
	}

	get isReady(): boolean {
		return this.beginning !== 'file' || this.file !== undefined;
	}

	/** Reads a file; one that cannot be read leaves everything as it was. */
	async read(file: File): Promise<void> {
		this.reading = true;
		this.fileProblem = undefined;
		try {
			const { parseWorkshopFile } = await import('#lib/model/file/parse-workshop-file.ts');
			this.#take(file.name, parseWorkshopFile(await file.text()));
		} catch (cause) {
			console.warn('file not readable', cause);
			this.fileProblem = language.t.start.file.failed.unreadable;
		} finally {
			this.reading = false;
		}
	}

	#take(name: string, parsed: Result<WorkshopFile, FileProblem>): void {
		if (parsed.ok) {
			const content = parsed.value;
			this.file = { name, title: content.workshop.title, content, newer: false };
		} else if (parsed.reason.reason === 'newer' && parsed.reason.readable) {
			const content = parsed.reason.readable;
			this.file = { name, title: content.workshop.title, content, newer: true };
		} else {
			this.file = undefined;
			this.fileProblem = fileProblemText(parsed.reason);
		}
	}
}

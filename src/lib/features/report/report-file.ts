/** Makes files of the document in the browser and hands them to the reader; nothing leaves the device. */
import type { Report } from '#lib/report/report.ts';
import type { Copyable } from '#lib/model/file/export-workshop-file.ts';
import { fileName, saveFile } from '#lib/ui/save-file.ts';
import { writers, type WriterId } from '#lib/writers/index.ts';

/** Answers the name of the file. Rejects when the writer cannot be loaded. */
export async function saveReport(id: WriterId, report: Report, kind: string): Promise<string> {
	const writer = await writers[id]();
	const name = fileName(report.title, ` – ${kind}.${writer.extension}`);
	saveFile(await writer.write(report), name, writer.mime);
	return name;
}

/** Everything, to be opened again: not the document but the workshop. */
export async function saveWorkshop(open: Copyable): Promise<string> {
	const { copyOfWorkshop, workshopFileText } = await import('#lib/model/file/export-workshop-file.ts');
	const file = await copyOfWorkshop(open);
	const name = fileName(file.workshop.title, '.werktisch.json');
	saveFile(workshopFileText(file), name, 'application/json');
	return name;
}

/** `YYYY-MM-DD` where the reader is. */
export function localDay(time: number): string {
	const date = new Date(time);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

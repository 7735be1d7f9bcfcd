/** What the documents of a workshop weigh, and whether there is space for more. */
import type { DocumentName } from '#lib/protocol/documents.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { DocumentRecord } from '../storage/storage.ts';

export class DocumentSizes {
	readonly #records: Map<string, DocumentRecord>;
	/** What sealed boxes hold beside the documents, bytes; kept up to date by boxes.ts. */
	boxBytes = 0;

	constructor(records: readonly DocumentRecord[]) {
		this.#records = new Map(records.map((record) => [record.name, record]));
	}

	get all(): readonly DocumentRecord[] {
		return [...this.#records.values()];
	}

	/** For so many bytes more, and for the document itself if it is new. */
	hasSpace(name: DocumentName, bytes: number): boolean {
		if (!this.#records.has(name) && this.#records.size >= limits.documentsPerWorkshop) return false;
		return this.documentBytes + this.boxBytes + bytes <= limits.workshopBytes;
	}

	get documentBytes(): number {
		let total = 0;
		for (const record of this.#records.values()) total += record.bytes;
		return total;
	}

	grew(name: DocumentName, seq: number, bytes: number): void {
		this.#records.set(name, { name, seq, bytes: (this.#records.get(name)?.bytes ?? 0) + bytes });
	}

	/** Known exactly again: after a compaction, and after a failure that may have taken the last updates back. */
	measured(name: DocumentName, seq: number, bytes: number): void {
		if (seq === 0) this.#records.delete(name);
		else this.#records.set(name, { name, seq, bytes });
	}
}

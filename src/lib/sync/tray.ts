/**
 * The tray: what the relay did not accept and what could not be brought in again. Nothing leaves it by itself
 * (SPEC.md [TRAY-1] to [TRAY-4]).
 */
import type { Result } from '#lib/kernel/result.ts';
import type { Refusal } from '#lib/model/command.ts';
import type { Json } from '#lib/model/schema/record.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { NackCode } from '#lib/protocol/messages.ts';

interface Refused {
	readonly id: string;
	readonly document: DocumentName;
	/** When it was written, milliseconds since the epoch. */
	readonly at: number;
	/** Why the relay did not accept it. */
	readonly code: NackCode;
	/** Why it could not be brought in again, where that was tried. */
	readonly refusal?: Refusal;
	/** The words of it, to read and copy; may be empty (a removal has no words). */
	readonly text: string;
}

export type TrayItem =
	| (Refused & { readonly kind: 'command'; readonly name: string; readonly input: object })
	/** Paragraphs of a shared note, as ProseMirror JSON. */
	| (Refused & { readonly kind: 'note'; readonly table: string; readonly blocks: readonly Json[] })
	/** Words that came from neither (an undo that brought them back). */
	| (Refused & { readonly kind: 'words' });

export interface Tray {
	/** Oldest first; the same array until something changes. */
	readonly items: readonly TrayItem[];
	subscribe(listener: () => void): () => void;
	/** Brings it in again; taken from the tray when that worked. `words` can only be copied. */
	retry(id: string): Result<undefined, Refusal>;
	/** Takes it from the tray; the item for an undo. */
	dismiss(id: string): TrayItem | undefined;
	/** Puts a dismissed item back. */
	restore(item: TrayItem): void;
	/** All of it as a JSON document, for a file. */
	exportJson(): string;
}

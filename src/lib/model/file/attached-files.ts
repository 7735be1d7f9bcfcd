/**
 * Which files came with a workshop file, as the stage document tells it to every device: their ids there (records refer to
 * them), and the SHA-256 under which the content is kept. The content itself is no part of documents.
 */
import type * as Y from 'yjs';
import { keepParts, keptParts } from './kept-parts.ts';
import type { FileAttachment } from './workshop-file.ts';

/** All of an attachment but its content; fields this build does not know included. */
export interface AttachedFile extends Omit<FileAttachment, 'data'> {
	readonly sha256: string;
}

/** Of the transaction; it cannot be undone. */
const origin = { by: 'import' };
const part = 'files';
const hashShape = /^[0-9a-f]{64}$/;

/** For whoever may write the stage. */
export function attachFiles(stage: Y.Doc, files: readonly AttachedFile[]): void {
	if (files.length > 0) stage.transact(() => keepParts(stage, { [part]: files }), origin);
}

/** What cannot be an attached file is left out. */
export function attachedFiles(stage: Y.Doc): readonly AttachedFile[] {
	const kept: unknown = keptParts(stage)[part];
	return Array.isArray(kept) ? kept.filter(isAttached) : [];
}

function isAttached(value: unknown): value is AttachedFile {
	const { id, type, sha256 } = (value ?? {}) as Partial<Record<keyof AttachedFile, unknown>>;
	return typeof id === 'string' && typeof type === 'string' && typeof sha256 === 'string' && hashShape.test(sha256);
}

/**
 * Files that came with a workshop file: kept and sent like pictures, named in the stage document, and put together again
 * for the next workshop file – on this device or on another one.
 */
import type * as Y from 'yjs';
import { attachedFiles, attachFiles, type AttachedFile } from '#lib/model/file/attached-files.ts';
import type { FileAttachment } from '#lib/model/file/workshop-file.ts';
import type { WorkshopFiles } from './files.ts';

export class Attachments {
	readonly #files: WorkshopFiles;
	readonly #stage: () => Y.Doc;

	constructor(files: WorkshopFiles, stage: () => Y.Doc) {
		this.#files = files;
		this.#stage = stage;
	}

	/** Gives back what can only stay on this device: too large, or not in usual base64. */
	async keep(files: readonly FileAttachment[]): Promise<readonly FileAttachment[]> {
		const attached: AttachedFile[] = [];
		const left: FileAttachment[] = [];
		for (const file of files) {
			const { data, ...about } = file;
			const bytes = bytesOf(data);
			const added = bytes && (await this.#files.add(bytes));
			if (added?.ok) attached.push({ ...about, sha256: added.value });
			else left.push(file);
		}
		attachFiles(this.#stage(), attached);
		return left;
	}

	/** All that can be had now; what nobody has brought to the relay yet, or cannot be fetched, is missing. */
	async all(): Promise<readonly FileAttachment[]> {
		const attached = attachedFiles(this.#stage());
		const read = await Promise.all(attached.map(({ sha256 }) => this.#files.read(sha256)));
		return attached.flatMap(({ sha256: _sha256, ...about }, i) => {
			const bytes = read[i]!;
			return bytes.ok ? [{ ...about, data: base64Of(bytes.value) }] : [];
		});
	}
}

/** `undefined` for what would not come out as it was. */
function bytesOf(base64: string): Uint8Array | undefined {
	try {
		const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
		return base64Of(bytes) === base64 ? bytes : undefined;
	} catch {
		// Not base64 at all. The file is kept as it is.
		return undefined;
	}
}

/** As many arguments as every browser takes. */
const piece = 8_192;

function base64Of(bytes: Uint8Array): string {
	let text = '';
	for (let from = 0; from < bytes.length; from += piece) {
		text += String.fromCharCode(...bytes.subarray(from, from + piece));
	}
	return btoa(text);
}

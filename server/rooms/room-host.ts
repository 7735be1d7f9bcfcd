/** What a room needs to know of the workshop it belongs to, and what it tells it. */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Storage } from '../storage/storage.ts';
import type { Sender } from './admission.ts';
import type { DocumentSizes } from './document-sizes.ts';
import type { Examiner } from './examiner.ts';
import type { Peer } from './peer.ts';

export interface RoomHost {
	readonly id: string;
	readonly sizes: DocumentSizes;
	senderFor(peer: Peer): Sender;
	nameOf(participant: string): string;
	/** The store could not write. */
	storeFailed(error: unknown): void;
	/** The store says that the workshop is gone. */
	storeErased(): void;
	/** A document could not be read. Resolves when it is known whether that is the document's fault. */
	documentFailed(name: DocumentName, error: unknown): Promise<void>;
	/** It cannot be read, and that is its own fault. */
	isUnreadable(name: DocumentName): boolean;
	/** Nobody is in the room and nothing is under way. */
	roomEmptied(name: DocumentName): void;
}

export interface RoomDeps {
	readonly host: RoomHost;
	readonly storage: Storage;
	/** Where large frames are examined. */
	readonly examiner: Examiner;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
}

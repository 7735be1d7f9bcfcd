/** What a handler is given. */
import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '#lib/protocol/http.ts';
import type { FailedCodes } from '../auth/codes.ts';
import type { Credential } from '../auth/credentials.ts';
import type { LinkTokens } from '../auth/links.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { WorkshopRegistry } from '../rooms/workshop-registry.ts';
import type { Workshop } from '../rooms/workshop.ts';
import type { ParticipantRecord, Storage } from '../storage/storage.ts';

export interface HttpSettings {
	/** Public address behind a proxy: scheme and host. */
	readonly origin?: string;
	/** Address in the local network: scheme and host. */
	readonly lanAddress?: string;
	readonly createKey?: string;
}

export interface HttpDeps {
	readonly settings: HttpSettings;
	readonly storage: Storage;
	readonly registry: WorkshopRegistry;
	readonly linkTokens: LinkTokens;
	readonly failedCodes: FailedCodes;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
}

export interface PublicRequest {
	readonly req: IncomingMessage;
	readonly params: Readonly<Record<string, string>>;
	readonly deps: HttpDeps;
}

export interface MemberRequest extends PublicRequest {
	readonly workshop: Workshop;
	readonly person: ParticipantRecord;
	readonly credential: Credential;
	/** Looks again whether they may: for whatever let time pass. */
	readonly refusedNow: () => Promise<ErrorCode | undefined>;
}

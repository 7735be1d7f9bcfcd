/** Earlier states of a document, as far as the store's window of history reaches. For moderators. */
import { parseDocumentName } from '#lib/protocol/documents.ts';
import type { DocumentMoment } from '#lib/protocol/http.ts';
import { StoreFault } from '../../storage/storage.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import type { HttpDeps, MemberRequest } from '../request.ts';

/** Changes within five minutes are one moment. */
const intervalMs = 5 * 60 * 1000;
/** A date and a time with its zone; without a zone it would be the server's, which nobody sees. */
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

export async function readDocumentAt({ req, params, deps, workshop }: MemberRequest): Promise<Answer> {
	const document = parseDocumentName(params['document'] ?? '');
	if (!document) return refuse('not_found');
	const asked = new URL(req.url ?? '', 'http://relay').searchParams.get('at');
	const at = asked === null ? deps.now() : moment.test(asked) ? Date.parse(asked) : NaN;
	if (Number.isNaN(at)) return refuse('bad_request', 'at is a time with its zone, such as 2022-11-17T09:30:00Z.');
	return readable(deps, workshop.id, document, async () => {
		const then = await deps.storage.readDocumentAt(workshop.id, document, at);
		if (!then) return refuse('not_found', 'Of this document nothing is kept of that time.');
		return { status: 200, bytes: { data: then.update, type: 'application/octet-stream' } };
	});
}

export async function listMoments({ params, deps, workshop }: MemberRequest): Promise<Answer> {
	const document = parseDocumentName(params['document'] ?? '');
	if (!document) return refuse('not_found');
	return readable(deps, workshop.id, document, async () => {
		const moments = await deps.storage.listMoments(workshop.id, document, intervalMs);
		const list: readonly DocumentMoment[] = moments.map(({ at, changes }) => ({
			at: new Date(at).toISOString(),
			changes
		}));
		return answer(200, list);
	});
}

/** A damaged document is not a store that cannot write: everybody else goes on. */
async function readable(
	{ log }: HttpDeps,
	workshop: string,
	document: string,
	read: () => Promise<Answer>
): Promise<Answer> {
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof StoreFault)) throw error;
		log.error('document.unreadable', { workshop, document, error });
		return refuse('unavailable', 'This document cannot be read from the disk.');
	}
}

/** Pictures, addressed by their SHA-256: the address proves the content, so the relay takes nothing that does not match. */
import { createHash } from 'node:crypto';
import { limits } from '#lib/protocol/limits.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { readMemberBytes } from '../body.ts';
import type { MemberRequest } from '../request.ts';

const hashShape = /^[0-9a-f]{64}$/;

export async function putFile(request: MemberRequest): Promise<Answer> {
	const { params, deps, workshop, person } = request;
	const sha256 = params['sha256'] ?? '';
	if (!hashShape.test(sha256)) return refuse('bad_request', 'The address is a SHA-256 in lower-case hexadecimal.');
	if (person.role === 'observer') return refuse('forbidden');
	const body = await readMemberBytes(request, limits.fileBytes);
	if (!body.ok) return refuse(body.reason);
	if (createHash('sha256').update(body.value).digest('hex') !== sha256) {
		return refuse('bad_request', 'The content does not have this SHA-256.');
	}
	// A buffer may be a view of a larger one; only its own bytes go to the store.
	const data = Uint8Array.from(body.value);
	const stored = await deps.storage.putFile(workshop.id, sha256, data, limits.workshopFileBytes, deps.now());
	if (!stored.ok) return refuse(stored.reason);
	return answer(stored.value === 'new' ? 201 : 200, { sha256, bytes: data.byteLength });
}

export async function getFile({ params, deps, workshop }: MemberRequest): Promise<Answer> {
	const data = await deps.storage.readFile(workshop.id, params['sha256'] ?? '');
	if (!data) return refuse('not_found');
	const headers = { 'cache-control': 'private, max-age=31536000, immutable' };
	return { status: 200, bytes: { data, type: pictureType(data) }, headers };
}

/** By what the bytes say, never by what the sender claims: nothing that a browser would run. */
function pictureType(data: Uint8Array): string {
	const start = Buffer.from(data.subarray(0, 16)).toString('latin1');
	if (start.startsWith('\x89PNG\r\n')) return 'image/png';
	if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
	if (start.startsWith('GIF8')) return 'image/gif';
	if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp';
	if (start.slice(4, 12) === 'ftypavif') return 'image/avif';
	return 'application/octet-stream';
}

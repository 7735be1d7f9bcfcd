/**
 * From a request to an answer: finds the route, checks access and origin, runs the handler, and turns whatever goes wrong
 * on the way into one sentence for the sender and one line for the log.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { higherRole } from '#lib/protocol/access.ts';
import type { ErrorCode } from '#lib/protocol/http.ts';
import { checkOrigin, readBearer, readCredential } from '../auth/credentials.ts';
import { resolveSession } from '../auth/sessions.ts';
import { StoreFault } from '../storage/storage.ts';
import { refuse, send, type Answer } from './answer.ts';
import type { HttpDeps, MemberRequest } from './request.ts';
import { isRelayPath, routes, type Route } from './routes.ts';
import { setDataHeaders, setSecurityHeaders } from './security-headers.ts';

export interface Router {
	/** Answers and gives `true`; `false` when the address is not the relay's. Security headers are set either way. */
	handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

export function createRouter(deps: HttpDeps): Router {
	const table = routes.map((route) => ({ route, match: matcher(route.path) }));

	const answerTo = async (req: IncomingMessage, path: string): Promise<{ answer: Answer; route: string }> => {
		const method = req.method === 'HEAD' ? 'GET' : req.method;
		for (const { route, match } of table) {
			const params = route.method === method ? match(path) : undefined;
			if (params) return { answer: await run(route, req, params, deps), route: route.path };
		}
		return { answer: refuse('not_found'), route: 'unknown' };
	};

	return {
		async handle(req, res) {
			setSecurityHeaders(res, deps.settings.origin?.startsWith('https:') ?? false);
			const path = pathOf(req);
			if (!isRelayPath(path)) return false;
			setDataHeaders(res);
			const startedAt = performance.now();
			let result: Awaited<ReturnType<typeof answerTo>>;
			try {
				result = await answerTo(req, path);
			} catch (error) {
				if (error instanceof StoreFault) deps.registry.availability.failed(error);
				// Whoever hangs up in the middle of a request is no fault of ours.
				else if (req.destroyed && !req.complete) deps.log.debug('http.broken_off', { method: req.method });
				else deps.log.error('http.failed', { method: req.method, error });
				result = { answer: refuse('unavailable'), route: 'failed' };
			}
			const { answer, route } = result;
			deps.metrics.requests.increment(String(answer.status));
			const milliseconds = Math.round(performance.now() - startedAt);
			deps.log.debug('http.answered', { method: req.method, route, status: answer.status, milliseconds });
			// What was not read of a body (too large, refused) is not waited for either.
			if (!req.complete) res.setHeader('connection', 'close');
			if (!res.writableEnded) send(res, answer, req.method !== 'HEAD');
			return true;
		}
	};
}

async function run(
	route: Route,
	req: IncomingMessage,
	params: Record<string, string>,
	deps: HttpDeps
): Promise<Answer> {
	const origin = checkOrigin(req, deps.settings.origin);
	const hasBearer = readBearer(req) !== undefined;
	const reads = req.method === 'GET' || req.method === 'HEAD';
	// What is open to all and changes nothing (is it alive, its numbers) may be asked from anywhere.
	if (route.access === 'public' && reads) return route.handler({ req, params, deps });
	if (origin === 'foreign' && !hasBearer) return refuse('forbidden', 'This request comes from another website.');
	if (route.access === 'public') return route.handler({ req, params, deps });

	const id = parseId(params['workshop']);
	if (id === undefined) return refuse('not_found');
	const found = await findMember(req, id, deps);
	if (!found.ok) return refuse(found.reason, found.reason === 'unavailable' ? damaged : undefined);
	const { workshop, person, credential } = found.value;
	// Browsers leave Origin out when a page reads from its own address; they never do when it writes.
	if (credential.via === 'cookie' && origin === 'none' && !reads)
		return refuse('forbidden', 'The Origin header is missing.');
	if (route.access === 'moderator' && person.role !== 'moderator') return refuse('forbidden');
	workshop.use();
	const refusedNow = async (): Promise<ErrorCode | undefined> => {
		const again = await findMember(req, id, deps);
		if (!again.ok) return again.reason;
		if (again.value.workshop !== workshop) return 'unavailable';
		const { role } = again.value.person;
		return higherRole(role, person.role) === role ? undefined : 'forbidden';
	};
	return route.handler({ req, params, deps, workshop, person, credential, refusedNow });
}

type Member = Pick<MemberRequest, 'workshop' | 'person' | 'credential'>;

/** Who sends this, as a member of the workshop. */
async function findMember(req: IncomingMessage, id: string, deps: HttpDeps): Promise<Result<Member, ErrorCode>> {
	const found = await deps.registry.get(id);
	if (!found.ok) return found;
	const workshop = found.value;
	const credential = readCredential(req, id);
	if (!credential) return refused('unauthenticated');
	const session = await resolveSession(deps.storage, credential.token, id);
	if (!session.ok) {
		deps.metrics.authFailures.increment();
		return session;
	}
	const person = workshop.person(session.value.participant);
	if (!person) return refused('kicked');
	return person.waiting ? refused('waiting') : ok({ workshop, person, credential });
}

const damaged = 'This workshop cannot be read from the disk; who runs this relay finds the reason in its log.';

function pathOf(req: IncomingMessage): string {
	const target = req.url ?? '/';
	const end = target.indexOf('?');
	return end < 0 ? target : target.slice(0, end);
}

/** `:name` stands for one part of a path. */
function matcher(path: string): (target: string) => Record<string, string> | undefined {
	const pattern = new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[A-Za-z0-9_.-]{1,128})')}$`);
	return (target) => {
		const found = pattern.exec(target);
		return found ? { ...found.groups } : undefined;
	};
}

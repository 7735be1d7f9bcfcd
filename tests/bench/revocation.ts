// How soon somebody is out: from a moderator's request until the sockets of the people concerned have heard that they are
// closed. Once for a link through which everybody came, once for one person after the other.
import { WebSocket } from 'ws';
import type { CreateWorkshopResponse, LinkSummary } from '#lib/protocol/http.ts';
import type { RunningServer } from '../e2e/server.ts';
import { milliseconds, quantile, type Measurement } from './measurement.ts';

const sockets = 200;

interface Guest {
	readonly participant: string;
	readonly socket: WebSocket;
	/** When it was closed, by `performance.now()`. */
	readonly closed: Promise<number>;
}

export async function revocation(server: RunningServer): Promise<readonly Measurement[]> {
	const { workshop, session } = await call<CreateWorkshopResponse>(server, 'POST', '', { title: 'Bench' });
	const asModerator = <Body>(method: string, path: string, body?: unknown) =>
		call<Body>(server, method, `/${workshop}${path}`, body, session);

	const link = await asModerator<LinkSummary>('POST', '/links', { role: 'participant' });
	const all = await comeIn(server, workshop, link);
	const revokedAt = performance.now();
	await asModerator('DELETE', `/links/${link.link}`);
	const byLink = (await Promise.all(all.map(({ closed }) => closed))).map((at) => at - revokedAt);

	const other = await asModerator<LinkSummary>('POST', '/links', { role: 'participant' });
	const byName: number[] = [];
	for (const { participant, closed } of await comeIn(server, workshop, other)) {
		const kickedAt = performance.now();
		await asModerator('DELETE', `/participants/${participant}`);
		byName.push((await closed) - kickedAt);
	}
	return [
		row('link revoked, last socket closed', Math.max(...byLink), `${sockets} sockets at once`),
		row('link revoked, p99', quantile(byLink, 0.99)),
		row('person removed, p99', quantile(byName, 0.99), `${sockets} people, one after the other`)
	];
}

async function comeIn(server: RunningServer, workshop: string, { url }: LinkSummary): Promise<readonly Guest[]> {
	const token = new URL(url ?? '').hash.slice(1);
	const guests: Guest[] = [];
	for (let i = 0; i < sockets; i++) {
		const answer = await fetch(`${server.url}/api/session`, { method: 'POST', body: JSON.stringify({ token }) });
		const { participant, session } = (await answer.json()) as { participant: string; session: string };
		const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${workshop}/stage`, {
			headers: { authorization: `Bearer ${session}` }
		});
		const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now())));
		await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
		guests.push({ participant, socket, closed });
	}
	return guests;
}

async function call<Body>(server: RunningServer, method: string, path: string, body?: unknown, session?: string) {
	const answer = await fetch(`${server.url}/api/workshops${path}`, {
		method,
		headers: session ? { authorization: `Bearer ${session}` } : {},
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
	return (text === '' ? undefined : JSON.parse(text)) as Body;
}

function row(what: string, value: number, note?: string): Measurement {
	return { what, value: milliseconds(value), ...(note !== undefined && { note }) };
}

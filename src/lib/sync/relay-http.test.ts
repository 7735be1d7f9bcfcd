import { describe, expect, test } from 'vitest';
import { relayHttp } from './relay-http.ts';

/** A relay that answers everything with this, and keeps what it was asked. */
function answering(status: number, body: string) {
	const asked: [string, RequestInit | undefined][] = [];
	const fetchImpl: typeof fetch = async (url, init) => {
		asked.push([String(url), init]);
		return new Response(status === 204 ? null : body, { status });
	};
	return { http: relayHttp('https://werktisch.example', fetchImpl), asked };
}

describe('answers are values', () => {
	test('a success is what was answered', async () => {
		const { http, asked } = answering(201, '{"workshop":"w1"}');
		expect(await http.createWorkshop({ title: 'A' })).toEqual({ ok: true, value: { workshop: 'w1' } });
		expect(asked[0]).toMatchObject([
			'https://werktisch.example/api/workshops',
			{ method: 'POST', body: '{"title":"A"}' }
		]);
	});

	test('a refusal is its code', async () => {
		const { http } = answering(410, '{"error":{"code":"erased","message":"gone"}}');
		expect(await http.enter({ token: 't' })).toEqual({ ok: false, reason: 'erased' });
	});

	test.each([
		['a code that does not exist', 500, '{"error":{"code":"toString"}}', 'unavailable'],
		['a proxy’s error page', 502, '<html>Bad gateway</html>', 'offline'],
		['a page where an answer should be', 200, '<html>Login</html>', 'offline']
	])('%s', async (_what, status, body, reason) => {
		expect(await answering(status, body).http.enter({})).toEqual({ ok: false, reason });
	});

	test('no network is offline', async () => {
		const http = relayHttp('https://werktisch.example', () => Promise.reject(new TypeError('failed')));
		expect(await http.workshop('w1').info()).toEqual({ ok: false, reason: 'offline' });
	});

	test('an answer without content is a success', async () => {
		const { http, asked } = answering(204, '');
		expect(await http.workshop('w 1', () => 'secret').removeParticipant('p/1')).toEqual({ ok: true, value: undefined });
		expect(asked[0]).toMatchObject([
			'https://werktisch.example/api/workshops/w%201/participants/p%2F1',
			{ method: 'DELETE', headers: { authorization: 'Bearer secret' } }
		]);
	});
});

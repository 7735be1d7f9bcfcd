import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import {
	Client,
	makeWorkshop,
	RawClient,
	rawClient,
	request,
	testServer,
	tokenOf,
	until,
	type Member
} from './relay.ts';

test('[RELAY-15] one device stays one person, and a link never lowers its role', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const { links } = workshop.created;
	const open = async (body: object, headers: Record<string, string> = {}) =>
		request(server.url, 'POST', '/api/session', body, undefined, headers);
	const first = await open({ token: tokenOf(links.participant), name: 'Anna' });
	expect(first).toMatchObject({ status: 200, body: { workshop: workshop.workshop, role: 'participant' } });
	const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
	expect(first.headers.get('set-cookie')).toMatch(
		/^wt_[\w-]+=[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/
	);

	const withCookie = { cookie, origin: server.url };
	const same = await open({ token: tokenOf(links.observer), name: 'Anna B.' }, withCookie);
	expect(same.body).toMatchObject({ participant: first.body.participant, role: 'participant' });
	const raised = await open({ token: tokenOf(links.moderator), resume: first.body.session });
	expect(raised.body).toMatchObject({ participant: first.body.participant, role: 'moderator' });
	const cookieAlone = await open({ workshop: workshop.workshop }, withCookie);
	expect(cookieAlone.body).toMatchObject({ participant: first.body.participant, session: first.body.session });
	expect(await open({ workshop: workshop.workshop })).toMatchObject({ status: 401 });
	expect(await open({ workshop: workshop.workshop }, { cookie, origin: 'https://evil.example' })).toMatchObject({
		status: 403
	});
	const resumed = await open({ resume: raised.body.session });
	expect(resumed.body).toMatchObject({ participant: first.body.participant, role: 'moderator' });
	const other = await open({ token: tokenOf(links.participant) });
	expect(other.body.participant).not.toBe(first.body.participant);
	expect(await open({ token: tokenOf(links.participant) }, { cookie })).toMatchObject({ status: 403 });
	expect(await open({ token: tokenOf(links.participant) }, { cookie, origin: 'https://evil.example' })).toMatchObject({
		status: 403
	});
	expect(await open({ token: 'unknown' })).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
	expect((await workshop.call('GET', '/participants')).body.map((p: { name: string }) => p.name)).toEqual([
		'',
		'Anna B.',
		''
	]);
});

test('a code opens the participants’ door, a wrong one none', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const { code } = (await workshop.call('GET', '')).body;
	expect(code).toBe(workshop.created.code);
	const spoken = `${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`;
	expect(await request(server.url, 'POST', '/api/session', { code: spoken })).toMatchObject({
		status: 200,
		body: { role: 'participant' }
	});
	expect(await request(server.url, 'POST', '/api/session', { code: 'ZZZZZZ' })).toMatchObject({
		status: 404,
		body: { error: { code: 'code_unknown' } }
	});
	const [, participantLink] = (await workshop.call('GET', '/links')).body;
	const links = (await workshop.call('GET', '/links')).body as { link: string; role: string; url: string }[];
	expect(links.map((link) => link.url)).toEqual(expect.arrayContaining(Object.values(workshop.created.links)));
	await workshop.call('DELETE', `/links/${links.find((link) => link.role === 'participant')!.link}`);
	expect(participantLink).toBeDefined();
	expect((await request(server.url, 'POST', '/api/session', { code })).status).toBe(404);
	expect((await workshop.call('GET', '')).body.code).toBeUndefined();
	await workshop.call('POST', '/links', { role: 'participant' });
	expect((await workshop.call('GET', '')).body.code).toMatch(/^\w{6}$/);
});

test('whoever has to be let in waits outside until a moderator says yes', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using anna = await new Client(server.url, workshop, 'stage').synced();
	using ben = await new Client(server.url, await workshop.enter('participant', 'Ben'), 'stage').synced();
	const { body: link } = await workshop.call('POST', '/links', { role: 'participant', approval: true });
	const asked = await request(server.url, 'POST', '/api/session', { token: tokenOf(link.url), name: 'Cem' });
	expect(asked).toMatchObject({ status: 202, body: { state: 'waiting' } });
	const cem: Member = { workshop: workshop.workshop, participant: '', session: asked.body.session };
	expect(await request(server.url, 'GET', `/api/workshops/${cem.workshop}`, undefined, cem.session)).toMatchObject({
		status: 403,
		body: { error: { code: 'waiting' } }
	});
	using outside = rawClient(server.url, cem, 'stage');
	expect(await outside.closed()).toBe(closeCode.noAccess);

	const namesSeenBy = (client: Client) => client.policy?.people.map((person) => person.name);
	await until('the moderator sees Cem wait', () => namesSeenBy(anna)?.includes('Cem') ?? false);
	expect(anna.policy!.people.find((person) => person.name === 'Cem')!.waiting).toBe(true);
	expect(namesSeenBy(ben)).not.toContain('Cem');
	const { id } = anna.policy!.people.find((person) => person.name === 'Cem')!;
	await workshop.call('PATCH', `/participants/${id}`, { approved: true });
	await until('everybody sees Cem', () => namesSeenBy(ben)?.includes('Cem') ?? false);
	expect(await request(server.url, 'POST', '/api/session', { resume: cem.session })).toMatchObject({
		status: 200,
		body: { participant: id }
	});
	using inside = await new Client(server.url, cem, 'stage').synced();
	expect(inside.policy!.participant).toBe(id);
});

test('a link without approval lets in who waits, and a moderator who stepped down comes back by the link', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const { body: link } = await workshop.call('POST', '/links', { role: 'participant', approval: true });
	const asked = await request(server.url, 'POST', '/api/session', { token: tokenOf(link.url), name: 'Cem' });
	expect(asked.status).toBe(202);
	const open = { token: tokenOf(workshop.created.links.participant), resume: asked.body.session };
	expect((await request(server.url, 'POST', '/api/session', open)).status).toBe(200);

	await workshop.call('PATCH', `/participants/${workshop.participant}`, { role: 'participant' });
	expect((await workshop.call('GET', '')).body.role).toBe('participant');
	const back = { token: tokenOf(workshop.created.links.moderator), resume: workshop.session };
	expect((await request(server.url, 'POST', '/api/session', back)).body.role).toBe('moderator');
});

test('[RELAY-12] a removed person is out at once and stays out', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const ben = await workshop.enter('participant', 'Ben');
	using anna = await new Client(server.url, workshop, 'plan').synced();
	using plan = await new Client(server.url, ben, 'plan').synced();
	using board = await new Client(server.url, ben, 'board.m1').synced();
	const startedAt = performance.now();
	expect((await workshop.call('DELETE', `/participants/${ben.participant}`)).status).toBe(204);
	await until('both sockets are closed', () => plan.closeCode !== undefined && board.closeCode !== undefined);
	expect(performance.now() - startedAt).toBeLessThan(250);
	expect([plan.closeCode, board.closeCode]).toEqual([closeCode.kicked, closeCode.kicked]);
	expect(plan.provider.shouldConnect).toBe(false);
	await until('the name is gone', () => !anna.policy!.people.some((person) => person.name === 'Ben'));
	using back = rawClient(server.url, ben, 'plan');
	expect(await back.closed()).toBe(closeCode.kicked);
	expect(await request(server.url, 'POST', '/api/session', { resume: ben.session })).toMatchObject({
		status: 403,
		body: { error: { code: 'kicked' } }
	});
});

test('[RELAY-12] a revoked link closes the sessions it made, and says why', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const { body: link } = await workshop.call('POST', '/links', { role: 'observer', uses: 1 });
	const token = tokenOf(link.url);
	const guest = (await request<Member>(server.url, 'POST', '/api/session', { token })).body;
	expect(await request(server.url, 'POST', '/api/session', { token })).toMatchObject({
		status: 410,
		body: { error: { code: 'link_used' } }
	});
	expect((await request(server.url, 'POST', '/api/session', { token, resume: guest.session })).status).toBe(200);
	using client = await new Client(server.url, guest, 'plan').synced();
	await workshop.call('DELETE', `/links/${link.link}`);
	await until('the socket is closed', () => client.closeCode === closeCode.kicked);
	expect(await request(server.url, 'POST', '/api/session', { token })).toMatchObject({
		status: 410,
		body: { error: { code: 'link_revoked' } }
	});
	expect(await request(server.url, 'GET', `/api/workshops/${guest.workshop}`, undefined, guest.session)).toMatchObject({
		body: { error: { code: 'link_revoked' } }
	});
	expect((await workshop.call('POST', '/links', { role: 'participant', expires: 'gestern' })).status).toBe(400);
	const { body: old } = await workshop.call('POST', '/links', { role: 'participant', expires: '2020-01-01T00:00:00Z' });
	expect(await request(server.url, 'POST', '/api/session', { token: tokenOf(old.url) })).toMatchObject({
		status: 410,
		body: { error: { code: 'link_expired' } }
	});
});

test('[RELAY-12] an erased workshop closes everything and cannot come back', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const ben = await workshop.enter('participant');
	using client = await new Client(server.url, ben, 'plan').synced();
	client.text.insert(0, 'weg damit');
	await client.saved();
	expect(
		(await request(server.url, 'DELETE', `/api/workshops/${workshop.workshop}`, undefined, ben.session)).status
	).toBe(403);
	expect((await workshop.call('DELETE', '')).status).toBe(204);
	await until('the socket is closed', () => client.closeCode === closeCode.erased);
	using back = rawClient(server.url, ben, 'plan');
	expect(await back.closed()).toBe(closeCode.erased);
	expect(await workshop.call('GET', '')).toMatchObject({ status: 410, body: { error: { code: 'erased' } } });
	const token = tokenOf(workshop.created.links.participant);
	expect(await request(server.url, 'POST', '/api/session', { token })).toMatchObject({
		status: 410,
		body: { error: { code: 'erased' } }
	});
	const strangers = await request(server.url, 'POST', '/api/session', { workshop: workshop.workshop });
	expect(strangers).toMatchObject({ status: 410, body: { error: { code: 'erased' } } });
	expect((await request(server.url, 'POST', '/api/workshops', { title: 'x', id: workshop.workshop })).status).toBe(410);
});

test('people without a device are added, the same ones again change nothing twice, names are one’s own', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const ben = await workshop.enter('participant', 'Ben');
	const participants = [
		{ id: 'p1', name: 'Frau Öztürk', organisation: 'Stadt' },
		{ id: 'p2', role: 'observer' },
		{ id: ben.participant, name: 'Nicht Ben' }
	];
	for (let i = 0; i < 2; i++) expect((await workshop.call('POST', '/participants', { participants })).status).toBe(200);
	const list = (await workshop.call('GET', '/participants')).body as { id: string; name: string }[];
	expect(list).toHaveLength(4);
	expect(list.find((row) => row.id === ben.participant)!.name).toBe('Ben');
	expect(list.find((row) => row.id === 'p1')).toMatchObject({
		name: 'Frau Öztürk',
		organisation: 'Stadt',
		role: 'participant'
	});
	const own = `/api/workshops/${workshop.workshop}/participants/${ben.participant}`;
	expect(
		await request(server.url, 'PATCH', own, { name: 'Benjamin', perspective: 'pers1' }, ben.session)
	).toMatchObject({ status: 200, body: { name: 'Benjamin', perspective: 'pers1' } });
	expect((await request(server.url, 'PATCH', own, { role: 'moderator' }, ben.session)).status).toBe(403);
	expect(
		(await request(server.url, 'PATCH', own.replace(ben.participant, 'p1'), { name: 'x' }, ben.session)).status
	).toBe(403);
	expect((await workshop.call('POST', '/participants', { participants: [{ name: 'ohne id' }] })).status).toBe(400);
});

test('[RELAY-13] presence carries the name the relay knows, and ends with the connection', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const ben = await workshop.enter('participant', 'Ben');
	using anna = await new Client(server.url, workshop, 'board.m1').synced();
	using client = await new Client(server.url, ben, 'board.m1').synced();
	const user = { id: 'jemand', name: 'Anna', colour: 'rot' };
	client.provider.awareness.setLocalState({ user, at: [1, 2] });
	const seen = () => anna.provider.awareness.getStates().get(client.doc.clientID);
	const expected = { user: { id: ben.participant, name: 'Ben', colour: 'rot' }, at: [1, 2] };
	await until('Anna sees Ben', () => seen()?.['user']?.name === 'Ben');
	expect(seen()).toEqual(expected);
	client.provider.disconnect();
	await until('Ben is gone', () => seen() === undefined);
	client.provider.connect();
	await until('Ben is back at once', () => seen() !== undefined);
	using late = await new Client(server.url, await workshop.enter('observer'), 'board.m1').synced();
	await until('who comes later sees Ben, too', () => late.provider.awareness.getStates().has(client.doc.clientID));
	expect(client.provider.awareness.getLocalState()).toEqual({ user, at: [1, 2] });
});

test('a socket with a cookie has to come from the relay’s own pages', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const cookie = `wt_${workshop.workshop}=${workshop.session}`;
	const codes: number[] = [];
	for (const headers of [{}, { origin: 'https://evil.example' }] as Record<string, string>[]) {
		using raw = new RawClient(server.url, workshop.workshop, 'plan', { cookie, ...headers });
		codes.push(await raw.closed());
	}
	expect(codes).toEqual([closeCode.unauthenticated, closeCode.unauthenticated]);
	using own = new RawClient(server.url, workshop.workshop, 'plan', { cookie, origin: server.url });
	await own.opened();
	using nobody = new RawClient(server.url, workshop.workshop, 'plan', {});
	expect(await nobody.closed()).toBe(closeCode.unauthenticated);
	using nowhere = new RawClient(server.url, workshop.workshop, 'secret', {
		authorization: `Bearer ${workshop.session}`
	});
	expect(await nowhere.closed()).toBe(closeCode.unauthenticated);
});

test('a picture is taken only if it is what its address says', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const guest = await workshop.enter('observer');
	const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
	const path = `/files/${createHash('sha256').update(picture).digest('hex')}`;
	expect((await workshop.call('PUT', path, picture)).status).toBe(201);
	expect((await workshop.call('PUT', path, picture)).status).toBe(200);
	expect((await workshop.call('PUT', path, Uint8Array.of(1))).status).toBe(400);
	expect((await workshop.call('PUT', path, new Uint8Array(2 * 1024 * 1024 + 1))).status).toBe(413);
	expect(
		(await request(server.url, 'PUT', `/api/workshops/${workshop.workshop}${path}`, picture, guest.session)).status
	).toBe(403);
	const read = await fetch(`${server.url}/api/workshops/${workshop.workshop}${path}`, {
		headers: { authorization: `Bearer ${guest.session}` }
	});
	expect(read.headers.get('content-type')).toBe('image/png');
	expect(new Uint8Array(await read.arrayBuffer())).toEqual(picture);
	expect((await fetch(`${server.url}/api/workshops/${workshop.workshop}${path}`)).status).toBe(401);
});

test('making workshops can be bound to a key, ids are taken once, and what does not exist says so', async () => {
	await using server = await testServer({ config: { createKey: 'geheim', origin: 'https://board.example.org' } });
	expect(await request(server.url, 'POST', '/api/workshops', { title: 'x' })).toMatchObject({
		status: 401,
		body: { error: { code: 'key_required' } }
	});
	const made = await request(server.url, 'POST', '/api/workshops', {
		title: 'x',
		key: 'geheim',
		id: 'mein',
		participant: { id: 'ich', name: 'Ida' }
	});
	expect(made).toMatchObject({ status: 201, body: { workshop: 'mein', participant: 'ich' } });
	expect(made.body.links.observer).toMatch(/^https:\/\/board\.example\.org\/w\/mein#[\w-]{22}$/);
	expect(made.headers.get('set-cookie')).toContain('Secure');
	expect(await request(server.url, 'POST', '/api/workshops', { title: 'x', key: 'geheim', id: 'mein' })).toMatchObject({
		status: 409,
		body: { error: { code: 'conflict' } }
	});
	expect((await request(server.url, 'POST', '/api/workshops', 'kein Objekt')).status).toBe(400);
	expect((await request(server.url, 'GET', '/api/workshops/mein/nichts', undefined, made.body.session)).status).toBe(
		404
	);
	expect((await request(server.url, 'GET', '/api/workshops/dein', undefined, made.body.session)).status).toBe(404);
	expect((await request(server.url, 'GET', '/irgendwo')).status).toBe(404);
	expect(await request(server.url, 'GET', '/healthz')).toMatchObject({ status: 200 });
	expect(await request(server.url, 'GET', '/readyz')).toMatchObject({ status: 200 });
	const metrics = await (await fetch(`${server.url}/metrics`)).text();
	expect(metrics).toContain('relay_store_available 1');
	expect(metrics).not.toContain('mein');
});

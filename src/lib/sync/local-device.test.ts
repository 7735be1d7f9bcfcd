import { describe, expect, test } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { LocalDevice } from './local-device.ts';
import { memoryStores } from './local-store/memory-store.ts';
import type { LocalStores } from './local-store/local-store.ts';
import type { RelayHttp, WorkshopRelay } from './relay-http.ts';

const links = {
	moderator: 'https://werktisch.example/w/x#MOD',
	participant: 'https://werktisch.example/w/x#PART',
	observer: 'https://werktisch.example/w/x#OBS'
};

function deviceWith(http: Partial<RelayHttp>, stores: LocalStores = memoryStores()) {
	const clock = manualClock(1_000);
	const open = () => new LocalDevice({ stores, http: http as RelayHttp, clock, bearer: false, name: 'werktisch' });
	return { clock, stores, device: open(), anotherTab: open };
}

/** A store of which every reading and writing can be made to fail. */
function brittleStores() {
	const inner = memoryStores();
	const state = { reads: true, writes: true };
	const stores: LocalStores = {
		...inner,
		open(name) {
			const store = inner.open(name);
			return {
				...store,
				get: async (key) => (state.reads ? store.get(key) : refused('unavailable')),
				entries: async (prefix) => (state.reads ? store.entries(prefix) : refused('unavailable')),
				write: async (changes) => (state.writes ? store.write(changes) : refused('full')),
				transform: async (prefixes, decide) =>
					state.reads && state.writes ? store.transform(prefixes, decide) : refused('full')
			};
		}
	};
	return { state, stores };
}

describe('the workshops on this device', () => {
	test('are listed with the last opened first, told, and forgotten with everything in them', async () => {
		const { device, clock, stores } = deviceWith({});
		let told = 0;
		device.subscribe(() => told++);
		const first = await device.create({ title: 'eins', me: { name: 'Mara' } });
		clock.advance(1);
		const second = await device.create({ title: 'zwei' });
		expect((await device.workshops()).map(({ title }) => title)).toEqual(['zwei', 'eins']);
		clock.advance(1);
		await device.remember(first.id, { lastOpened: clock.now() });
		expect((await device.workshops()).map(({ title }) => title)).toEqual(['eins', 'zwei']);
		await stores.open(second.stores[0]!).write({ put: [['w/plan/x', 1]] });
		await device.forget(second.id);
		expect(await device.workshop(second.id)).toBeUndefined();
		expect(await stores.open(second.stores[0]!).keys('')).toEqual({ ok: true, value: [] });
		expect(told).toBe(4);
	});

	test('what is there but not of our shape is not listed', async () => {
		const { device, stores } = deviceWith({});
		await stores.open('werktisch').write({ put: [['workshop/x', { id: 'x' }], ['workshop/y', 7]] }); // prettier-ignore
		expect(await device.workshops()).toEqual([]);
	});
});

describe('joining', () => {
	test('comes back as the same person where the device was in before', async () => {
		const asked: unknown[] = [];
		const { device } = deviceWith({
			async enter(body) {
				asked.push(body);
				return ok({ workshop: 'w1', role: 'participant', participant: 'p1', session: `s${asked.length}` });
			}
		});
		const joined = await device.join({ workshop: 'w1', token: 'T', name: 'Tom' });
		expect(joined).toMatchObject({
			ok: true,
			value: { participant: 'p1', session: 's1', me: { name: 'Tom' }, sharing: {} }
		});
		await device.join({ workshop: 'w1', token: 'T' });
		expect(asked).toEqual([{ token: 'T', name: 'Tom' }, { token: 'T', resume: 's1' }]); // prettier-ignore
		expect((await device.workshop('w1'))?.me).toEqual({ name: 'Tom' });
	});

	test('[BACK-3] goes on in the store of an earlier participant, so that nothing of it is lost', async () => {
		let participant = 'p1';
		const { device } = deviceWith({
			enter: async () => ok({ workshop: 'w1', role: 'participant', participant, session: 's' })
		});
		await device.join({ workshop: 'w1', token: 'T', name: 'Tom' });
		participant = 'p2';
		await device.join({ workshop: 'w1', token: 'T', name: 'Tom' });
		expect(await device.workshop('w1')).toMatchObject({ participant: 'p2', stores: ['werktisch/w1/p1'] });
	});

	test('with a code and a moderator’s yes: asks again with the same session', async () => {
		const asked: unknown[] = [];
		let approved = false;
		const { device } = deviceWith({
			async enter(body) {
				asked.push(body);
				return approved
					? ok({ workshop: 'w1', role: 'participant', participant: 'p1', session: 's1' })
					: ok({ session: 's1', state: 'waiting' });
			}
		});
		expect(await device.join({ code: 'ABC123', name: 'Tom' })).toEqual({ ok: false, reason: 'waiting' });
		approved = true;
		expect(await device.join({ code: 'ABC123', name: 'Tom' })).toMatchObject({
			ok: true,
			value: { id: 'w1', approvalPending: false }
		});
		expect(asked[1]).toMatchObject({ resume: 's1' });
	});
});

describe('sharing', () => {
	test('[SYNC-4] proves by its claim that a request whose answer was lost is the same one', async () => {
		const claims: (string | undefined)[] = [];
		const { device } = deviceWith({
			async createWorkshop({ claim, id = '', participant }) {
				claims.push(claim);
				if (claims.length === 1) return refused('offline');
				return ok({ workshop: id, links, code: 'ABC123', session: 's', participant: participant?.id ?? '' });
			}
		});
		const { id } = await device.create({ title: 'eins' });
		expect(await device.share(id)).toEqual({ ok: false, reason: 'offline' });
		expect(await device.share(id)).toMatchObject({ ok: true });
		expect(claims[0]).toMatch(/^[\w-]{32}$/);
		expect(claims[1]).toBe(claims[0]);
		expect(await device.workshop(id)).toMatchObject({ session: 's', claim: undefined });
	});

	test('[SYNC-4] asks again where the answer was lost: the cookie says that it is ours', async () => {
		const workshop = (participant: string) =>
			({
				info: async () => ok({ participant, code: 'ABC123' }),
				links: async () => ok(Object.entries(links).map(([role, url]) => ({ role, url, revoked: false })))
			}) as unknown as WorkshopRelay;
		let creator = 'somebody';
		const { device } = deviceWith({
			createWorkshop: async () => refused('conflict'),
			workshop: () => workshop(creator),
			enter: async ({ token }) => ok({ workshop: 'x', role: 'moderator', participant: creator, session: `by ${token}` })
		});
		const { id, participant } = await device.create({ title: 'eins' });
		expect(await device.share(id)).toEqual({ ok: false, reason: 'conflict' });
		creator = participant;
		expect(await device.share(id)).toEqual({ ok: true, value: { links, code: 'ABC123' } });
		expect(await device.workshop(id)).toMatchObject({ sharing: { links }, session: 'by MOD', participant });
	});
});

describe('two tabs', () => {
	test('[TABS-3] keep what each of them has learned in the same moment', async () => {
		const { device, anotherTab } = deviceWith({});
		const { id } = await device.create({ title: 'eins' });
		await Promise.all([
			device.remember(id, { title: 'neu' }),
			anotherTab().remember(id, { sharing: { code: 'ABC123' } })
		]);
		expect(await device.workshop(id)).toMatchObject({ title: 'neu', sharing: { code: 'ABC123' } });
	});

	test('[BACK-9] what is being remembered does not come back when another tab forgets it in that moment', async () => {
		const { device, anotherTab } = deviceWith({});
		const { id } = await device.create({ title: 'eins' });
		await Promise.all([device.forget(id), anotherTab().remember(id, { title: 'neu' })]);
		expect(await device.workshops()).toEqual([]);
	});

	test('[BACK-9] nor when the relay’s answer comes after it was forgotten', async () => {
		const { device } = deviceWith({
			async enter() {
				if (resuming) await device.forget('w1');
				return ok({ workshop: 'w1', role: 'participant', participant: 'p1', session: 's' });
			}
		});
		let resuming = false;
		await device.join({ workshop: 'w1', token: 'T' });
		resuming = true;
		expect(await device.resume('w1')).toEqual({ ok: false, reason: 'not_found' });
		expect(await device.workshops()).toEqual([]);
	});
});

describe('a store that fails', () => {
	test('[STORE-8] is told from one in which there is nothing', async () => {
		const { state, stores } = brittleStores();
		const { device } = deviceWith({}, stores);
		const { id } = await device.create({ title: 'eins' });
		expect(await device.find('x')).toEqual({ ok: true, value: undefined });
		state.reads = false;
		expect(await device.find(id)).toEqual({ ok: false, reason: 'unavailable' });
		expect(await device.wasForgotten(id)).toBe(false);
	});

	test('[STORE-6] what was lost and cannot be kept again for want of space was not taken from the device', async () => {
		const { state, stores } = brittleStores();
		const { device } = deviceWith({}, stores);
		const { id } = await device.create({ title: 'eins' });
		state.writes = false;
		await stores.remove('werktisch');
		expect(await device.wasForgotten(id)).toBe(false);
		state.writes = true;
		expect(await device.wasForgotten(id)).toBe(false);
		expect(await device.workshop(id)).toMatchObject({ title: 'eins' });
	});

	test('[STORE-5] with a full storage what is known of a workshop changes for this page', async () => {
		const { state, stores } = brittleStores();
		const { device } = deviceWith({}, stores);
		const { id } = await device.create({ title: 'eins' });
		state.writes = false;
		expect(await device.remember(id, { title: 'neu' })).toMatchObject({ id, title: 'neu' });
	});
});

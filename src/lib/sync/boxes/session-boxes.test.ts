// Sealed boxes in the browser, against a relay in memory: what a person may rely on.
import { describe, expect, test, vi } from 'vitest';
import { memoryStores } from '../local-store/memory-store.ts';
import type { BoxRequest } from './boxes.ts';
import { BoxDevice } from './testing/box-device.ts';
import { RelayInMemory } from './testing/relay-in-memory.ts';

const drafts: BoxRequest = { kind: 'drafts', anonymous: false, electorate: 'all', attach: [] };
const mara = { participant: 'mara', role: 'moderator' } as const;
const tom = { participant: 'tom', role: 'participant' } as const;
const observer = { participant: 'olga', role: 'observer' } as const;

/** A relay with a box in it, made by a moderator who is online. */
async function relayWithBox(more: Partial<BoxRequest> = {}) {
	const relay = new RelayInMemory();
	const host = new BoxDevice(relay, mara);
	host.goOnline();
	const made = await host.boxes.make({ ...drafts, ...more });
	if (!made.ok) throw new Error(made.reason);
	host.hear();
	const box = made.value;
	const device = (who: typeof mara | typeof tom | typeof observer = tom) => {
		const device = new BoxDevice(relay, who);
		device.goOnline();
		return device;
	};
	return { relay, host, box, device, mine: (device: BoxDevice) => device.boxes.mine(box) };
}

const settled = (...devices: BoxDevice[]) => vi.waitUntil(() => devices.every((device) => device.isSettled));
const texts = (items: ReadonlyMap<string, unknown>) => [...items.values()].sort();

describe('my entry', () => {
	test('[BOXES-1] changes at once, is kept at once, and says where it is', async () => {
		const { device, mine } = await relayWithBox();
		const phone = device();
		const entry = mine(phone);
		await entry.whenRead;
		phone.goOffline();
		expect(entry.state).toMatchObject({ place: 'empty' });
		expect(entry.put('d1', 'Mehr Praktika')).toEqual({ ok: true, value: undefined });
		expect(texts(entry.items)).toEqual(['Mehr Praktika']);
		await vi.waitUntil(() => entry.state.place !== 'loading');
		expect(entry.state).toEqual({ place: 'device', reason: 'offline' });
		expect(phone.counts).toEqual({ waiting: 1, unstored: 0, sent: 0 });
		const seen = new Set<string>();
		entry.subscribe(() => seen.add(entry.state.place));
		phone.goOnline();
		await settled(phone);
		expect(entry.state).toEqual({ place: 'saved' });
		expect([...seen]).toEqual(['sent', 'saved']);
	});

	test('[BOXES-1] that is changed while it is on its way is saved only when the change has arrived, too', async () => {
		const { device, mine, relay, box } = await relayWithBox();
		const phone = device();
		const entry = mine(phone);
		let isChanged = false;
		entry.subscribe(() => {
			if (entry.state.place !== 'sent' || isChanged) return;
			isChanged = true;
			entry.put('d2', 'gleich danach');
		});
		entry.put('d1', 'zuerst');
		await vi.waitUntil(() => isChanged);
		await settled(phone);
		expect(relay.boxes.get(box)!.held.get('tom')!.items).toBe(2);
	});

	test('[BOXES-1] survives a browser that dies right after a change', async () => {
		const { device, box, mine } = await relayWithBox();
		const phone = device();
		phone.goOffline();
		mine(phone).put('d1', 'Mehr Praktika');
		await phone.reload();
		expect(texts(phone.boxes.mine(box).items)).toEqual(['Mehr Praktika']);
		phone.goOnline();
		await settled(phone);
		expect(mine(phone).state.place).toBe('saved');
	});

	test('[BOXES-1] is put back when somebody deletes the store under it', async () => {
		const { device, mine } = await relayWithBox();
		const phone = device();
		phone.goOffline();
		mine(phone).put('d1', 'Mehr Praktika');
		await phone.boxes.flush();
		const keys = await phone.store.keys('');
		await phone.store.write({ remove: keys.ok ? keys.value : [] });
		await phone.boxes.keepAgain();
		await phone.reload();
		expect(texts(mine(phone).items)).toEqual(['Mehr Praktika']);
	});

	test('[BOXES-1] is never larger than the relay takes, and the change that would make it so is refused whole', async () => {
		const { device, mine } = await relayWithBox();
		const entry = mine(device());
		expect(entry.put('d1', 'x'.repeat(60_000)).ok).toBe(true);
		expect(entry.put('d2', 'x'.repeat(60_000))).toEqual({ ok: false, reason: 'too_large' });
		expect([...entry.items.keys()]).toEqual(['d1']);
	});

	test('[BOXES-2] meets the one of my other device, also when both began without the other', async () => {
		const { device, mine } = await relayWithBox();
		const [phone, laptop] = [device(), device()];
		phone.goOffline();
		laptop.goOffline();
		mine(phone).put('d1', 'vom Telefon');
		mine(laptop).put('d2', 'vom Rechner');
		phone.goOnline();
		await settled(phone);
		laptop.goOnline();
		await settled(laptop);
		expect(texts(mine(laptop).items)).toEqual(['vom Rechner', 'vom Telefon']);
		mine(phone).remove('d1');
		await settled(phone);
		expect(texts(mine(phone).items)).toEqual(['vom Rechner']);
	});

	test('[BOXES-2] that was emptied on one device is empty on the other', async () => {
		const { device, mine } = await relayWithBox();
		const [phone, laptop] = [device(), device()];
		mine(phone).put('d1', 'doch nicht');
		await settled(phone);
		laptop.boxes.lookAround();
		await vi.waitUntil(() => mine(laptop).items.size === 1);
		mine(phone).withdraw();
		await settled(phone);
		laptop.boxes.lookAround();
		await vi.waitUntil(() => mine(laptop).items.size === 0);
		expect(mine(laptop).state).toEqual({ place: 'empty' });
	});

	test('[BOXES-2] in two tabs is one, also without a network', async () => {
		const store = memoryStores().open('shared');
		const relay = new RelayInMemory();
		const [first, second] = [new BoxDevice(relay, tom, store), new BoxDevice(relay, tom, store)];
		for (const tab of [first, second]) tab.goOffline();
		first.boxes.mine('b').put('d1', 'im ersten');
		second.boxes.mine('b').put('d2', 'im zweiten');
		await Promise.all([first.boxes.flush(), second.boxes.flush()]);
		await first.boxes.read();
		await second.boxes.read();
		for (const tab of [first, second]) expect(texts(tab.boxes.mine('b').items)).toEqual(['im ersten', 'im zweiten']);
	});

	test('[BOXES-2] does not come back when it was taken out while an answer was lost', async () => {
		const { device, mine, relay, box } = await relayWithBox();
		const phone = device();
		mine(phone).put('d0', 'von vorher');
		await settled(phone);
		phone.line.deaf = true;
		mine(phone).put('d1', 'nur ein Versuch');
		await vi.waitUntil(() => relay.boxes.get(box)!.held.get('tom')!.items === 2);
		phone.goOffline();
		phone.line.deaf = false;
		mine(phone).remove('d1');
		mine(phone).put('d2', 'so ist es gemeint');
		phone.goOnline();
		await settled(phone);
		expect(texts(mine(phone).items)).toEqual(['so ist es gemeint', 'von vorher']);
	});

	test('[BOXES-4] is brought again to a relay that has lost it', async () => {
		const { device, mine, relay, box } = await relayWithBox();
		const phone = device();
		mine(phone).put('d1', 'früh');
		await settled(phone);
		const early = relay.boxes.get(box)!.held.get('tom')!;
		mine(phone).put('d2', 'spät');
		await settled(phone);
		await phone.reload();
		relay.boxes.get(box)!.held.set('tom', early);
		phone.recovery = 1;
		phone.goOnline();
		await vi.waitUntil(() => relay.boxes.get(box)!.held.get('tom')!.items === 2);
		await settled(phone);
		relay.boxes.get(box)!.held.clear();
		phone.boxes.lookAround();
		await vi.waitUntil(() => relay.boxes.get(box)!.held.size === 1);
		expect(texts(mine(phone).items)).toEqual(['früh', 'spät']);
	});

	test('[BOXES-5] says why it cannot be sent, and is tried again by itself when that may pass', async () => {
		const { device, mine } = await relayWithBox();
		const phone = device();
		phone.line.instead = 'full';
		mine(phone).put('d1', 'Mehr Praktika');
		await vi.waitUntil(() => mine(phone).state.reason === 'full');
		expect(mine(phone).state.place).toBe('device');
		phone.line.instead = undefined;
		await settled(phone);
		phone.line.instead = 'forbidden';
		mine(phone).put('d2', 'nicht mehr erlaubt');
		await vi.waitUntil(() => mine(phone).state.reason === 'forbidden');
		expect(texts(mine(phone).items)).toHaveLength(2);
		expect(mine(device(observer)).put('d1', 'x')).toEqual({ ok: false, reason: 'forbidden' });
	});
});

describe('opening', () => {
	test('[BOXES-7] shows nothing of anybody before, and everything after', async () => {
		const { host, device, mine, box } = await relayWithBox();
		const phone = device();
		mine(phone).put('d1', 'geheim');
		mine(host).put('d2', 'auch geheim');
		await settled(phone, host);
		expect(await host.boxes.entries(box)).toEqual({ ok: false, reason: 'conflict' });
		expect(await host.boxes.open(box)).toMatchObject({ ok: true });
		for (const one of [phone, host]) one.hear();
		const read = await phone.boxes.entries(box);
		if (!read.ok) throw new Error(read.reason);
		expect(read.value.map(({ participant, items, isMine }) => [participant, texts(items), isMine]).sort()).toEqual([
			['mara', ['auch geheim'], false],
			['tom', ['geheim'], true]
		]);
		await vi.waitUntil(() => mine(phone).state.place === 'closed');
		phone.goOffline();
		expect((await phone.boxes.entries(box)).ok).toBe(true);
		expect(mine(phone).put('d3', 'zu spät')).toEqual({ ok: false, reason: 'opened' });
		expect(phone.boxes.late).toEqual([]);
	});

	test('[BOXES-7] of an anonymous box tells only its owner whose an entry is', async () => {
		const { host, device, mine, box } = await relayWithBox({ anonymous: true });
		const phone = device();
		mine(phone).put('d1', 'geheim');
		await settled(phone);
		await host.boxes.open(box);
		phone.hear();
		await vi.waitUntil(() => mine(phone).state.place === 'closed');
		const [own, others] = [await phone.boxes.entries(box), await host.boxes.entries(box)];
		expect(own.ok && own.value.map(({ participant, isMine }) => [participant, isMine])).toEqual([[undefined, true]]);
		expect(others.ok && others.value.map(({ isMine }) => isMine)).toEqual([false]);
		expect(phone.boxes.late).toEqual([]);
	});

	test('[BOXES-6] while I was offline keeps what did not make it, and asks me about it', async () => {
		const { host, device, mine, box } = await relayWithBox();
		const phone = device();
		mine(phone).put('d1', 'angekommen');
		mine(phone).put('d2', 'alte Fassung');
		mine(phone).put('d3', 'doch nicht');
		await settled(phone);
		phone.goOffline();
		mine(phone).put('d2', 'neue Fassung');
		mine(phone).remove('d3');
		mine(phone).put('d4', 'im Zug geschrieben');
		await phone.reload();
		await host.boxes.open(box);
		phone.goOnline();
		await vi.waitUntil(() => mine(phone).state.place === 'late');
		expect(phone.boxes.late).toEqual([
			{ box, id: 'd2', item: 'neue Fassung', why: 'opened' },
			{ box, id: 'd4', item: 'im Zug geschrieben', why: 'opened' },
			{ box, id: 'd3', why: 'opened' }
		]);
		expect(phone.isSettled).toBe(true);
		await phone.reload();
		expect(phone.boxes.late).toHaveLength(3);
		await phone.boxes.dealWith(phone.boxes.late.slice(0, 2));
		await phone.reload();
		expect(phone.boxes.late.map(({ id }) => id)).toEqual(['d3']);
		expect(texts(mine(phone).items)).toContain('im Zug geschrieben');
	});

	test('[BOXES-6] a box that the relay does not know any more gives back what was meant for it', async () => {
		const { relay, device, mine, box } = await relayWithBox();
		const phone = device();
		phone.goOffline();
		mine(phone).put('d1', 'für nichts');
		relay.boxes.clear();
		phone.goOnline();
		await vi.waitUntil(() => mine(phone).state.place === 'late');
		expect(phone.boxes.late).toEqual([{ box, id: 'd1', item: 'für nichts', why: 'gone' }]);
	});

	test('[BOXES-10] and making and settling are for moderators, and others are told so at once', async () => {
		const { device, box } = await relayWithBox();
		const phone = device();
		phone.line.cut = true;
		const result = { document: 'board.m1', update: Uint8Array.of(1) } as const;
		const answers = [phone.boxes.make(drafts), phone.boxes.open(box), phone.boxes.settle(box, result)];
		for (const answer of await Promise.all(answers)) expect(answer).toEqual({ ok: false, reason: 'forbidden' });
	});
});

describe('a result', () => {
	test('[BOXES-8] is the first one for everybody, and moderators bring it to its document', async () => {
		const { host, device, box } = await relayWithBox();
		const [second, phone] = [device(mara), device()];
		await host.boxes.open(box);
		const first = { document: 'board.m1', update: Uint8Array.of(1, 2) } as const;
		expect(await host.boxes.settle(box, first)).toEqual({ ok: true, value: first });
		const later = { document: 'board.m1', update: Uint8Array.of(3) } as const;
		expect(await second.boxes.settle(box, later)).toEqual({ ok: true, value: first });
		expect([host.applied, second.applied]).toEqual([['board.m1:1,2'], ['board.m1:1,2']]);
		expect(await phone.boxes.result(box)).toEqual({ ok: true, value: first });
		expect(phone.applied).toEqual([]);
	});

	test('[BOXES-8] that its maker did not bring to its document is brought by the next moderator who comes', async () => {
		const { relay, host, device, box } = await relayWithBox();
		await host.boxes.open(box);
		await host.boxes.settle(box, { document: 'board.m1', update: Uint8Array.of(7) });
		const next = device(mara);
		await vi.waitUntil(() => next.applied.length === 1);
		expect(next.applied).toEqual(['board.m1:7']);
		await next.reload();
		next.goOnline();
		await vi.waitUntil(() => relay.boxes.size === 1 && next.isSettled);
		expect(next.applied).toHaveLength(1);
	});
});

describe('a workshop that is not shared', () => {
	test('[BOXES-9] has boxes on this device: filled, opened, settled, and there again after a restart', async () => {
		const host = new BoxDevice(undefined, mara);
		await host.boxes.read();
		const made = await host.boxes.make(drafts);
		if (!made.ok) throw new Error(made.reason);
		const box = made.value;
		host.boxes.mine(box).put('d1', 'zur Probe');
		await vi.waitUntil(() => host.boxes.mine(box).state.place === 'device');
		expect(host.boxes.mine(box).state.reason).toBe('unshared');
		expect(host.here).toEqual([
			{ box, kind: 'drafts', anonymous: false, state: 'closed', entries: 1, items: 1, onlyHere: true }
		]);
		expect(await host.boxes.entries(box)).toEqual({ ok: false, reason: 'conflict' });
		await host.boxes.open(box);
		const result = { document: 'board.m1', update: Uint8Array.of(5) } as const;
		expect(await host.boxes.settle(box, result)).toEqual({ ok: true, value: result });
		expect(host.applied).toEqual(['board.m1:5']);
		await host.reload();
		const read = await host.boxes.entries(box);
		expect(read.ok && read.value.map(({ items, isMine }) => [texts(items), isMine])).toEqual([[['zur Probe'], true]]);
		expect(await host.boxes.result(box)).toEqual({ ok: true, value: result });
		expect(host.boxes.late).toEqual([]);
		expect(host.boxes.mine(box).put('d2', 'x')).toEqual({ ok: false, reason: 'opened' });
	});

	test('[BOXES-9] keeps these boxes to itself when it is shared later', async () => {
		const store = memoryStores().open('device');
		const before = new BoxDevice(undefined, mara, store);
		await before.boxes.read();
		const made = await before.boxes.make(drafts);
		if (!made.ok) throw new Error(made.reason);
		before.boxes.mine(made.value).put('d1', 'zur Probe');
		await before.boxes.close();
		const relay = new RelayInMemory();
		const after = new BoxDevice(relay, mara, store);
		await after.boxes.read();
		after.goOnline();
		await settled(after);
		expect(relay.boxes.size).toBe(0);
		expect(after.here.map(({ onlyHere }) => onlyHere)).toEqual([true]);
		expect(after.boxes.mine(made.value).state).toEqual({ place: 'device', reason: 'unshared' });
	});
});

import { describe, expect, test } from 'vitest';
import { initialState, lightOf, reduce, type SyncEvent, type SyncState } from './sync-state.ts';

const opened: SyncEvent[] = [
	{ type: 'opened', document: 'stage' },
	{ type: 'loaded', document: 'stage' }
];
const counted = (counts: Partial<Extract<SyncEvent, { type: 'counted' }>> = {}, document: 'stage' | 'plan' = 'stage') =>
	({ type: 'counted', document, waiting: 0, unstored: 0, sent: 0, awaitsAnswer: false, ...counts }) as const;
const connected: SyncEvent = { type: 'connection', document: 'stage', connection: 'synced' };

const shared = (...events: SyncEvent[]) => [...opened, ...events].reduce(reduce, initialState('kept', true));
const unshared = (...events: SyncEvent[]) => [...opened, ...events].reduce(reduce, initialState('kept', false));
const light = (state: SyncState) => {
	const { light, reason, online } = lightOf(state);
	return [light, reason, online];
};

describe('the light', () => {
	test('[LIGHT-1] says that the workshop is being opened until every document is', () => {
		expect(light(reduce(initialState('kept', true), opened[0]!))).toEqual(['loading', 'opening', false]);
		expect(light(shared({ type: 'opened', document: 'plan' }))[0]).toBe('loading');
	});

	test('[LIGHT-1] waits for entries of boxes and pictures as for documents', () => {
		const online = shared(connected);
		const kept = { waiting: 1, unstored: 0, sent: 0 };
		const withEntry = reduce(online, { type: 'outbox', part: 'boxes', counts: kept });
		expect(light(withEntry)).toEqual(['device', undefined, true]);
		expect(light(reduce(withEntry, { type: 'outbox', part: 'boxes', counts: { ...kept, sent: 1 } }))[0]).toBe('sent');
		expect(light(reduce(withEntry, { type: 'outbox', part: 'boxes', counts: { ...kept, unstored: 1 } }))[0]).toBe(
			'loading'
		);
		const arrived = reduce(withEntry, { type: 'outbox', part: 'boxes', counts: { ...kept, waiting: 0 } });
		expect(light(arrived)).toEqual(['saved', undefined, true]);
		expect(lightOf(reduce(arrived, { type: 'outbox', part: 'files', counts: kept })).waiting).toBe(1);
	});

	test('[LIGHT-7] says that words are only here when the relay has lost or erased the workshop', () => {
		for (const ending of ['unknown', 'erased', 'unauthenticated'] as const) {
			const ended: SyncEvent = { type: 'ended', ending };
			expect(light(shared(connected, ended))).toEqual(['device', ending, true]);
			expect(light([...opened, ended].reduce(reduce, initialState('memory', true)))[0]).toBe('cannot-save');
		}
		expect(light(shared(connected, { type: 'ended', ending: 'kicked' }))[0]).toBe('saved');
	});

	test('[LIGHT-1] [LIGHT-2] follows a word from the keyboard to everybody', () => {
		const online = shared(connected);
		expect(light(online)).toEqual(['saved', undefined, true]);
		const typed = reduce(online, counted({ waiting: 1, unstored: 1 }));
		expect(light(typed)).toEqual(['loading', 'storing', true]);
		const onItsWay = reduce(typed, counted({ waiting: 1, unstored: 1, sent: 1 }));
		expect(light(onItsWay)).toEqual(['loading', 'storing', true]);
		const stored = reduce(onItsWay, counted({ waiting: 1, sent: 1 }));
		expect(light(stored)).toEqual(['sent', undefined, true]);
		expect(light(reduce(stored, counted()))).toEqual(['saved', undefined, true]);
	});

	test('[LIGHT-1] is as weak as the weakest document', () => {
		const both = shared(connected, { type: 'opened', document: 'plan' }, { type: 'loaded', document: 'plan' });
		const mixed = [counted({ waiting: 2, sent: 2 }), counted({ waiting: 1 }, 'plan')].reduce(reduce, both);
		expect(light(mixed)[0]).toBe('device');
		expect(lightOf(mixed).waiting).toBe(3);
	});

	test('[LIGHT-3] awaits the answer to a SyncStep2, and does not take back what was acknowledged', () => {
		expect(light(shared(connected, counted({ awaitsAnswer: true })))).toEqual(['sent', undefined, true]);
		const offline = shared(connected, { type: 'network', up: false });
		expect(light(offline)).toEqual(['saved', 'offline', false]);
		expect(light(reduce(offline, counted({ waiting: 1 })))).toEqual(['device', 'offline', false]);
	});

	test('[LIGHT-4] says that nothing can be kept while words are only in this window', () => {
		const waiting = shared(counted({ waiting: 1, unstored: 1 }), { type: 'store-failed' });
		expect(light(waiting)).toEqual(['cannot-save', 'failing', false]);
		expect(light(reduce(waiting, counted()))[0]).toBe('saved');
		expect(light(reduce(waiting, { type: 'stored' }))[0]).toBe('loading');
		expect(light([...opened].reduce(reduce, initialState('memory', false)))).toEqual(['cannot-save', 'memory', false]);
		expect(light([...opened].reduce(reduce, initialState('memory', true)))[0]).toBe('saved');
	});

	test('[LIGHT-4] tells a full storage from one that fails, and from there being none', () => {
		const waiting = shared(counted({ waiting: 1, unstored: 1 }));
		const full = reduce(waiting, { type: 'store-failed', failure: 'full' });
		expect(light(full)).toEqual(['cannot-save', 'full', false]);
		expect(light(reduce(full, { type: 'store-failed' }))).toEqual(['cannot-save', 'full', false]);
		expect(light(reduce(full, { type: 'stored' }))[0]).toBe('loading');
		const none = [...opened, counted({ waiting: 1, unstored: 1 })].reduce(reduce, initialState('memory', true));
		expect(light(reduce(none, { type: 'store-failed', failure: 'unavailable' }))[1]).toBe('memory');
	});

	test('[LIGHT-5] stays on refused while something lies in the tray', () => {
		const refused = shared(connected, { type: 'tray', items: 2 });
		expect(light(refused)).toEqual(['refused', 'tray', true]);
		expect(lightOf(refused).tray).toBe(2);
		expect(light(reduce(refused, { type: 'tray', items: 0 }))[0]).toBe('saved');
	});

	test('[LIGHT-6] gives the reason why words stay here', () => {
		const waiting = counted({ waiting: 1 });
		expect(light(unshared(waiting))).toEqual(['device', 'unshared', false]);
		expect(light(shared(connected, waiting, { type: 'policy', available: false }))).toEqual([
			'device',
			'unavailable',
			true
		]);
		expect(light(shared(waiting, { type: 'ended', ending: 'kicked' }))).toEqual(['device', 'kicked', false]);
		expect(light(shared(waiting, { type: 'connection', document: 'stage', connection: 'paused' }))[1]).toBe('paused');
		expect(light(shared(waiting, { type: 'shared', approvalPending: true }))[1]).toBe('approval');
	});

	test('[LIGHT-6] a relay that cannot write makes sent words wait here', () => {
		const sent = counted({ waiting: 1, sent: 1 });
		expect(light(shared(connected, sent, { type: 'policy', available: false }))).toEqual([
			'device',
			'unavailable',
			true
		]);
	});
});

test('an event that changes nothing gives the same state', () => {
	const state = shared(connected, counted({ waiting: 1 }));
	for (const event of [...opened, connected, counted({ waiting: 1 }), { type: 'stored' } as const]) {
		expect(reduce(state, event)).toBe(state);
	}
});

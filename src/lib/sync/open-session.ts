/** Opens a workshop on this device. The one door of sync for pages; what comes out is described in session.ts. */
import { assert } from '#lib/kernel/assert.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { Device } from './device.ts';
import { LocalDevice } from './local-device.ts';
import { LocalSession } from './local-session.ts';
import { documentsWaiting } from './local-store/document-log.ts';
import { environmentOf, originOf, paramsOf } from './open-device.ts';
import { policyKey, type KeptPolicy } from './policy-view.ts';
import type { Session } from './session.ts';

export type { Device, JoinRequest } from './device.ts';
export type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
export type { Session } from './session.ts';
export type { RelayFailure } from './relay-http.ts';
export { openDevice, registerServiceWorker, type Environment } from './open-device.ts';

/**
 * `unknown`: this device has never been in that workshop. `unavailable`: its store does not answer, so nobody knows; words
 * may lie there.
 */
export async function openSession(
	device: Device,
	workshop: string
): Promise<Result<Session, 'unknown' | 'unavailable'>> {
	assert(device instanceof LocalDevice, 'a device comes from openDevice');
	const environment = environmentOf(device);
	const { clock, stores } = device.ports;
	const opened = await device.opened(workshop);
	if (!opened.ok) return opened;
	const known = opened.value;
	if (!known) return refused('unknown');
	const store = stores.open(known.stores.at(-1)!);
	const [kept, waiting] = await Promise.all([store.get(policyKey), documentsWaiting(store)]);
	const page = globalThis.window as EventTarget | undefined;
	const session = new LocalSession(
		{
			...{ device, store, clock },
			syncUrl: `${originOf(environment).replace(/^http/, 'ws')}/sync`,
			params: paramsOf(environment),
			socket: environment.socket ?? (() => globalThis.WebSocket),
			Channel: 'BroadcastChannel' in environment ? environment.BroadcastChannel : globalThis.BroadcastChannel,
			page: 'page' in environment ? environment.page : page
		},
		known,
		kept.ok ? (kept.value as KeptPolicy | undefined) : undefined
	);
	session.start(waiting);
	return ok(session);
}

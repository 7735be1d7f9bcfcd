/**
 * Opens this device: which workshops it knows, and the door of the relay. The light half of sync: nothing here needs Yjs,
 * because a phone in a full room loads it before anything else. Opening a workshop is `open-session.ts`.
 */
import { systemClock, type Clock } from '#lib/kernel/clock.ts';
import type { Device } from './device.ts';
import { LocalDevice } from './local-device.ts';
import { browserIndexedDB, openStores, storePrefix } from './local-store/open-stores.ts';
import type { LocalStores } from './local-store/local-store.ts';
import { relayHttp } from './relay-http.ts';

export type { Device, JoinRequest } from './device.ts';
export type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
export type { RelayFailure } from './relay-http.ts';
export { registerServiceWorker } from './service-worker-registration.ts';

/** Where things come from; browsers need none of it. What is given as `undefined` is not there. */
export interface Environment {
	/** Where the relay answers, without a slash at the end. Default: the page's own origin. */
	readonly origin?: string;
	readonly clock?: Clock;
	readonly indexedDB?: IDBFactory | undefined;
	/** Instead of IndexedDB. */
	readonly stores?: LocalStores;
	readonly fetch?: typeof fetch;
	/** Gives the socket class; `session` is for those that send it as a header. Default: `globalThis.WebSocket`. */
	readonly socket?: (session: () => string | undefined) => typeof WebSocket;
	readonly BroadcastChannel?: typeof BroadcastChannel | undefined;
	/** Hears `online`, `offline`, `pagehide` and the like. Default: the window. */
	readonly page?: EventTarget | undefined;
	/** Sends the session as a bearer header with HTTP requests instead of relying on the cookie. */
	readonly bearer?: boolean;
	/**
	 * A second device in the same browser, with stores and a cookie of its own: for moderators who want to see what
	 * participants see.
	 */
	readonly trial?: boolean;
}

const environments = new WeakMap<Device, Environment>();

export async function openDevice(environment: Environment = {}): Promise<Device> {
	const factory = 'indexedDB' in environment ? environment.indexedDB : browserIndexedDB();
	const device = new LocalDevice({
		stores: environment.stores ?? (await openStores(factory)),
		http: relayHttp(originOf(environment), environment.fetch, environment.trial ? trialQuery : {}),
		name: environment.trial ? `${storePrefix}-trial` : storePrefix,
		clock: environment.clock ?? systemClock,
		bearer: environment.bearer ?? false
	});
	environments.set(device, environment);
	return device;
}

const trialQuery = { trial: '1' };

/** What every socket's address says besides. */
export function paramsOf({ trial }: Environment): Readonly<Record<string, string>> {
	return trial ? trialQuery : {};
}

/** What the device was opened with. */
export function environmentOf(device: Device): Environment {
	return environments.get(device) ?? {};
}

export function originOf({ origin }: Environment): string {
	return origin ?? globalThis.location.origin;
}

/** What a session (local-session.ts) is given. */
import type { Clock } from '#lib/kernel/clock.ts';
import type { LocalDevice } from './local-device.ts';
import type { LocalStore } from './local-store/local-store.ts';

export interface SessionPorts {
	readonly device: LocalDevice;
	readonly store: LocalStore;
	readonly clock: Clock;
	/** `wss://host/sync` */
	readonly syncUrl: string;
	/** What every socket's address says besides. */
	readonly params: Readonly<Record<string, string>>;
	readonly socket: (session: () => string | undefined) => typeof WebSocket;
	readonly Channel: typeof BroadcastChannel | undefined;
	readonly page: EventTarget | undefined;
}

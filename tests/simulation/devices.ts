/** Devices and their tabs: the real session in each, over the device's disk and the simulated network. */
import { openDevice, openSession, type Device, type Session } from '#lib/sync/open-session.ts';
import { DeviceDisk } from './device-disk.ts';
import { socketClass } from './browser-socket.ts';
import type { Network, Outlet } from './network.ts';
import { origin, type RelayStation } from './relay-station.ts';
import type { Process, World } from './world.ts';

export interface Tab {
	readonly name: string;
	readonly device: SimulatedDevice;
	readonly process: Process;
	readonly page: EventTarget;
	/** Absent until it is open. */
	session: Session | undefined;
}

type ChannelClass = typeof BroadcastChannel;

export class SimulatedDevice implements Outlet {
	readonly name: string;
	readonly disk: DeviceDisk;
	readonly #world: World;
	readonly #network: Network;
	readonly #station: RelayStation;
	readonly #skew: number;
	readonly #channels = new Set<{ name: string; process: Process; hear(data: unknown): void }>();
	readonly tabs = new Set<Tab>();
	reach: Outlet['reach'] = 'up';
	slowness = 20;
	broken = 0;
	/** The person in front of it was removed from the workshop. */
	removed = false;
	/** They were a moderator at some time, and perhaps still are. */
	promoted = false;
	#opened = 0;

	constructor(name: string, skew: number, world: World, network: Network, station: RelayStation) {
		this.name = name;
		this.#skew = skew;
		this.#world = world;
		this.#network = network;
		this.#station = station;
		this.disk = new DeviceDisk(world);
	}

	/**
	 * Not with two tabs: there the relay may accept from one what it refuses from the other, and what is brought in again
	 * then stands in the way of what was accepted (README.md, "What it does not do").
	 */
	get breaksUpdates(): boolean {
		return this.broken > 0 && this.tabs.size === 1;
	}

	/** A page of ours, with nothing opened yet. */
	newTab(): Tab {
		const name = `${this.name}.${++this.#opened}`;
		const process: Process = { name, skew: this.#skew, alive: true };
		const tab: Tab = { name, device: this, process, page: new EventTarget(), session: undefined };
		this.tabs.add(tab);
		return tab;
	}

	/** Call it in the tab's process. */
	openIn(tab: Tab): Promise<Device> {
		const { process, page } = tab;
		const place = { network: this.#network, process, outlet: this };
		return openDevice({
			origin,
			stores: this.disk.storesFor(process),
			fetch: this.#station.fetchFor(process, this),
			socket: (session) => socketClass(place, session),
			BroadcastChannel: this.#channelClass(process),
			page,
			bearer: true
		});
	}

	/** Opens a workshop that this device knows; `undefined` while its store does not answer. */
	async enter(tab: Tab, workshop: string): Promise<Session | undefined> {
		const opened = await openSession(await this.openIn(tab), workshop);
		if (!opened.ok) return undefined;
		tab.session = opened.value;
		return opened.value;
	}

	/** The tab is gone from one moment to the next. */
	crash(tab: Tab, quietly: boolean): void {
		this.#world.kill(tab.process);
		this.tabs.delete(tab);
		for (const channel of this.#channels) if (channel.process === tab.process) this.#channels.delete(channel);
		this.#network.died(tab.process, quietly);
	}

	#channelClass(process: Process): ChannelClass {
		const world = this.#world;
		const channels = this.#channels;
		class TabChannel {
			onmessage: ((event: { data: unknown }) => void) | null = null;
			readonly #own;
			constructor(name: string) {
				this.#own = { name, process, hear: (data: unknown) => this.onmessage?.({ data }) };
				channels.add(this.#own);
			}
			postMessage(data: unknown): void {
				for (const other of channels) {
					if (other === this.#own || other.name !== this.#own.name) continue;
					world.after(world.between(0, 4), other.process, () => channels.has(other) && other.hear(data));
				}
			}
			close(): void {
				channels.delete(this.#own);
			}
		}
		return TabChannel as unknown as ChannelClass;
	}
}

/**
 * A session (session.ts) put together: documents with their keepers, tray, presence, policy, tabs and the page around it.
 * Decides when there are connections; what one document does with them is in document-keeper.ts.
 */
import type { Awareness } from 'y-protocols/awareness';
import type { Clock } from '#lib/kernel/clock.ts';
import { newId, type ParticipantId } from '#lib/kernel/id.ts';
import { ok, type Result } from '#lib/kernel/result.ts';
import { runCommand, type Command, type Refusal } from '#lib/model/command.ts';
import { Listeners } from '#lib/model/listeners.ts';
import { createWorkshop, type Workshop } from '#lib/model/workshop.ts';
import { accessTo } from '#lib/protocol/access.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Policy } from '#lib/protocol/messages.ts';
import { awarenessPresence } from './awareness-presence.ts';
import { bringAgain } from './bring-again.ts';
import { DocumentKeeper } from './document-keeper.ts';
import { ImportedParts, type Imported } from './imported-parts.ts';
import type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
import type { LocalDevice } from './local-device.ts';
import { DocumentLog } from './local-store/document-log.ts';
import type { LocalStore } from './local-store/local-store.ts';
import { rowKeys } from './local-store/row.ts';
import { StoreWriter } from './local-store/store-writer.ts';
import { watchPage } from './page-life.ts';
import { policyKey, PolicyView, type KeptPolicy } from './policy-view.ts';
import type { Presence } from './presence.ts';
import type { RelayFailure, WorkshopRelay } from './relay-http.ts';
import type { Session } from './session.ts';
import {
	initialState,
	lightOf,
	reduce,
	type Ending,
	type LightView,
	type SyncEvent,
	type SyncState
} from './sync-state.ts';
import { openTabs, type News, type Tabs } from './tabs.ts';
import { TrayShelf, type BringAgain } from './tray-shelf.ts';
import type { Tray } from './tray.ts';
import { openConnection } from './transport/connection.ts';
import { WorkshopDocuments } from './workshop-documents.ts';

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

/** Pause before asking the relay again for a lost session or a moderator's yes, milliseconds. */
const askAgainMs = 3_000;
/** Pause after the browser said that it is offline, milliseconds. */
const tryAnywayMs = 5_000;

export class LocalSession implements Session {
	readonly workshop: Workshop;
	readonly presence: Presence;
	readonly #ports: SessionPorts;
	readonly #policy: PolicyView;
	readonly #documents: WorkshopDocuments;
	readonly #writer: StoreWriter;
	readonly #shelf: TrayShelf;
	readonly #imported: ImportedParts;
	readonly #again: BringAgain;
	readonly #tabs: Tabs;
	readonly #listeners = new Listeners();
	readonly #attempt = { now: 0 };
	readonly #stops: (() => void)[] = [];
	#state: SyncState;
	#light: LightView;
	#networkUp = true;
	#resuming = false;
	#closed = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#networkTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(ports: SessionPorts, known: KnownWorkshop, kept: KeptPolicy | undefined) {
		this.#ports = ports;
		this.#policy = new PolicyView(ports.clock, known, kept);
		this.#state = initialState(ports.device.storage, known.sharing !== undefined, known.approvalPending);
		this.#light = lightOf(this.#state);
		this.#writer = new StoreWriter(ports.store, (failure) =>
			this.#dispatch({ type: failure ? 'store-failed' : 'stored' })
		);
		const channel = known.stores.at(-1)!;
		this.#tabs = openTabs(channel, ports.Channel, (news) => this.#heardFromTab(news));
		this.#imported = new ImportedParts(ports.store);
		this.#again = bringAgain(
			() => this.workshop,
			() => this.actor
		);
		this.#shelf = new TrayShelf(ports.store, this.#writer, this.#again, () => this.#tabs.tell('tray'));
		this.#stops.push(this.#shelf.subscribe(() => this.#dispatch({ type: 'tray', items: this.#shelf.items.length })));
		const nextKey = rowKeys(newId(6));
		this.#documents = new WorkshopDocuments((name) => this.#makeKeeper(name, nextKey));
		this.workshop = createWorkshop(known.id, this.#documents);
		this.presence = awarenessPresence(this.awareness('stage'), () => ({
			participant: this.participant,
			name: this.#policy.known.me.name ?? ''
		}));
		this.#stops.push(this.workshop.about.onAny(() => this.#rememberTitle()));
		this.#stops.push(
			watchPage(ports.page, {
				onNetwork: (up) => this.#onNetwork(up),
				onHide: () => this.#writer.hurry(),
				onShow: () => this.#catchUp()
			})
		);
	}

	/** Starts what takes time. `waiting` are the documents in which something waits for the relay. */
	start(waiting: readonly DocumentName[]): void {
		void this.#shelf.read();
		void this.#imported.read().then(() => this.#policy.add(this.#imported.waiting));
		for (const name of waiting) this.#documents.open(name);
		this.#connectAsWanted();
		if (this.#state.approvalPending) void this.#resume();
	}

	get participant(): ParticipantId {
		return this.#policy.actor.participant;
	}

	get actor() {
		return this.#policy.actor;
	}

	get people() {
		return this.#policy.people;
	}

	get boxes() {
		return this.#policy.boxes;
	}

	onPolicy(listener: () => void): () => void {
		return this.#policy.subscribe(listener);
	}

	get state(): SyncState {
		return this.#state;
	}

	get light(): LightView {
		return this.#light;
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	get tray(): Tray {
		return this.#shelf;
	}

	awareness(name: DocumentName): Awareness {
		return this.#documents.keeper(name).awareness;
	}

	loaded(name: DocumentName): Promise<void> {
		return this.#documents.keeper(name).whenLoaded;
	}

	release(name: DocumentName): void {
		this.#documents.opened(name)?.release();
	}

	retain(name: DocumentName): void {
		this.#documents.keeper(name).retain();
	}

	run<Input extends object, Value>(command: Command<Input, Value>, input: Input): Result<Value, Refusal> {
		return runCommand({ workshop: this.workshop, actor: this.actor, at: this.relayNow() }, command, input);
	}

	relayNow(): number {
		return this.#policy.relayNow();
	}

	get sharing(): Sharing | undefined {
		return this.#policy.known.sharing;
	}

	get relay(): WorkshopRelay | undefined {
		if (!this.sharing) return undefined;
		const { http, bearer } = this.#ports.device.ports;
		return http.workshop(this.workshop.id, () => (bearer ? this.#policy.known.session : undefined));
	}

	async share(options: { readonly key?: string } = {}): Promise<Result<Sharing, RelayFailure>> {
		const shared = await this.#ports.device.share(this.workshop.id, options);
		if (!shared.ok) return shared;
		await this.#knowAgain();
		this.#tabs.tell('workshop');
		return ok(this.sharing ?? {});
	}

	async introduce(patch: PersonPatch): Promise<Result<undefined, RelayFailure>> {
		const changed = await this.relay?.changeParticipant(this.participant, patch);
		if (changed && !changed.ok) return changed;
		await this.#remember({ me: { ...this.#policy.known.me, ...patch } });
		return ok();
	}

	async keepImported(parts: Imported): Promise<void> {
		await this.#imported.keep(parts);
		this.#policy.add(this.#imported.waiting);
	}

	imported(): Promise<Imported> {
		return this.#imported.all();
	}

	flush(): Promise<void> {
		return this.#writer.flush();
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		clearTimeout(this.#timer);
		clearTimeout(this.#networkTimer);
		for (const stop of this.#stops) stop();
		await Promise.all(this.#documents.keepers.map((keeper) => keeper.close()));
		await this.#writer.flush();
		this.#writer.stop();
		this.#tabs.close();
		this.#ports.store.close();
	}

	#makeKeeper(name: DocumentName, nextKey: (at: number) => string): DocumentKeeper {
		const { store, clock, syncUrl, params, socket } = this.#ports;
		const url = `${syncUrl}/${this.#policy.known.id}`;
		const Socket = socket(() => this.#policy.known.session);
		return new DocumentKeeper({
			...{ log: new DocumentLog(store, name), writer: this.#writer, shelf: this.#shelf, clock, nextKey },
			dispatch: (event) => this.#dispatch(event),
			connect: (doc, awareness, events) => openConnection({ url, params, document: name, doc, awareness, Socket }, events),
			runAgain: (record) => this.#again.command(record),
			marked: (attempt, work) => this.#marked(attempt, work),
			attempt: this.#attempt,
			onPolicy: (policy) => this.#onPolicy(policy),
			onEnd: (ending) => void this.#onEnd(ending),
			mayWrite: () => accessTo(this.actor.access, name, this.actor.role) === 'write',
			poke: () => this.#tabs.tell(name),
			alone: (work) => alone(`${this.#policy.known.stores.at(-1)}/${name}`, work)
		});
	}

	#dispatch(event: SyncEvent): void {
		const next = reduce(this.#state, event);
		if (next === this.#state) return;
		this.#state = next;
		const light = lightOf(next);
		if (JSON.stringify(light) !== JSON.stringify(this.#light)) this.#light = light;
		this.#listeners.call();
	}

	#connectAsWanted(): void {
		const { shared, ended, approvalPending } = this.#state;
		this.#documents.want(shared && this.#networkUp && !ended && !approvalPending && !this.#closed);
	}

	#onPolicy(policy: Policy): void {
		if (this.#closed) return;
		const { access, anything } = this.#policy.hear(policy);
		this.#dispatch({ type: 'policy', available: policy.available !== false });
		if (anything) this.#writer.queue({ put: [[policyKey, this.#policy.kept]] });
		if (policy.role === 'moderator') void this.#bringPeople();
		if (access) {
			void this.#remember({ role: policy.role });
			for (const keeper of this.#documents.keepers) keeper.resume();
		}
	}

	async #bringPeople(): Promise<void> {
		if (this.relay && (await this.#imported.bring(this.relay))) this.#policy.add([]);
	}

	async #onEnd(ending: Ending): Promise<void> {
		if (this.#closed || this.#state.ended) return;
		if (ending === 'unauthenticated') return this.#resume();
		this.#end(ending);
	}

	#end(ending: Ending | undefined): void {
		this.#dispatch({ type: 'ended', ending });
		this.#connectAsWanted();
	}

	/** The cookie is lost, or a moderator has not said yes: asks with the session that is kept here. */
	async #resume(): Promise<void> {
		if (this.#resuming || this.#closed) return;
		this.#resuming = true;
		const resumed = await this.#ports.device.resume(this.workshop.id);
		this.#resuming = false;
		if (this.#closed) return;
		if (!resumed.ok) {
			const ending = endingOf(resumed.reason);
			if (ending) this.#end(ending);
			else this.#later(() => this.#resume());
			return;
		}
		this.#policy.know(resumed.value);
		this.#dispatch({ type: 'shared', approvalPending: resumed.value.approvalPending });
		this.#connectAsWanted();
		if (resumed.value.approvalPending) this.#later(() => this.#resume());
	}

	/** Sockets do not notice by themselves that the network is gone. A relay on this machine or in this room may still be there. */
	#onNetwork(up: boolean): void {
		clearTimeout(this.#networkTimer);
		this.#networkUp = up;
		this.#dispatch({ type: 'network', up });
		this.#connectAsWanted();
		if (!up) this.#networkTimer = setTimeout(() => this.#onNetwork(true), tryAnywayMs);
	}

	#heardFromTab(news: News): void {
		if (this.#closed) return;
		if (news === 'tray') void this.#shelf.read();
		else if (news === 'workshop') void this.#knowAgain();
		else void this.#documents.opened(news)?.catchUp();
	}

	#catchUp(): void {
		void this.#shelf.read();
		for (const keeper of this.#documents.keepers) void keeper.catchUp();
	}

	#marked<Value>(attempt: number, work: () => Value): Value {
		const before = this.#attempt.now;
		this.#attempt.now = attempt;
		try {
			return work();
		} finally {
			this.#attempt.now = before;
		}
	}

	#rememberTitle(): void {
		const title = this.workshop.about.get(this.workshop.id)?.title;
		if (title && title !== this.#policy.known.title) void this.#remember({ title });
	}

	async #remember(change: Partial<Omit<KnownWorkshop, 'id'>>): Promise<void> {
		this.#policy.know({ ...this.#policy.known, ...change });
		await this.#ports.device.remember(this.workshop.id, change);
	}

	async #knowAgain(): Promise<void> {
		const known = await this.#ports.device.workshop(this.workshop.id);
		if (!known) return;
		this.#policy.know(known);
		if (known.sharing) this.#dispatch({ type: 'shared', approvalPending: known.approvalPending });
		this.#connectAsWanted();
	}

	#later(work: () => unknown): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(work, askAgainMs);
	}
}

function endingOf(failure: RelayFailure): Ending | undefined {
	if (failure === 'kicked' || failure === 'erased') return failure;
	return failure === 'offline' || failure === 'unavailable' || failure === 'rate' ? undefined : 'unauthenticated';
}

/** Folding twice at once would do no harm, only work for nothing: where there are no locks, it may happen. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
	const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
	if (!locks) return work();
	await locks.request(name, { ifAvailable: true }, async (lock) => {
		if (lock) await work();
	});
}

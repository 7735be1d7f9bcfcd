/**
 * A session (session.ts) put together: documents with their keepers, tray, presence, policy, tabs and the page around it.
 * When there are connections is decided in relay-reach.ts, what one document does with them in document-keeper.ts.
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
import type { Person, Policy } from '#lib/protocol/messages.ts';
import { awarenessPresence } from './awareness-presence.ts';
import { bringAgain } from './bring-again.ts';
import { BringBack } from './bring-back.ts';
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
import { RelayReach } from './relay-reach.ts';
import type { Session } from './session.ts';
import { initialState, lightOf, reduce, type LightView, type SyncEvent, type SyncState } from './sync-state.ts';
import { SessionOutboxes } from './outbox/session-outboxes.ts';
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

export class LocalSession implements Session {
	readonly workshop: Workshop;
	readonly presence: Presence;
	readonly #ports: SessionPorts;
	readonly #policy: PolicyView;
	readonly #documents: WorkshopDocuments;
	readonly #writer: StoreWriter;
	readonly #shelf: TrayShelf;
	readonly #imported: ImportedParts;
	readonly #bringBack: BringBack;
	readonly #outboxes: SessionOutboxes;
	readonly #reach: RelayReach;
	readonly #again: BringAgain;
	readonly #tabs: Tabs;
	readonly #listeners = new Listeners();
	readonly #attempt = { now: 0 };
	readonly #stops: (() => void)[] = [];
	#state: SyncState;
	#light: LightView;
	#closed = false;
	#closing: Promise<void> = Promise.resolve();

	constructor(ports: SessionPorts, known: KnownWorkshop, kept: KeptPolicy | undefined) {
		this.#ports = ports;
		this.#policy = new PolicyView(ports.clock, known, kept);
		this.#state = initialState(ports.device.storage, known.sharing !== undefined, known.approvalPending);
		this.#light = lightOf(this.#state);
		this.#writer = new StoreWriter(ports.store, (failure) =>
			this.#dispatch(failure ? { type: 'store-failed', failure } : { type: 'stored' })
		);
		const channel = known.stores.at(-1)!;
		this.#tabs = openTabs(channel, ports.Channel, (news) => this.#heardFromTab(news));
		this.#imported = new ImportedParts(ports.store);
		const open = (name: DocumentName) => this.#documents.open(name);
		this.#bringBack = new BringBack({ store: ports.store, writer: this.#writer, open });
		this.#outboxes = new SessionOutboxes({
			...{ store: ports.store, policy: this.#policy, relay: () => this.relay, state: () => this.#state },
			dispatch: (event) => this.#dispatch(event),
			apply: (name, update) => this.#bringUpdate(name, update),
			stage: () => this.#documents.open('stage').doc,
			poke: () => this.#tabs.tell('outbox'),
			onEnd: (ending) => void this.#reach.heardEnd(ending)
		});
		this.#reach = this.#makeReach();
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
		this.#stops.push(ports.store.onLost(() => void this.#refill()));
		this.#stops.push(
			watchPage(ports.page, {
				onNetwork: (up) => this.#reach.network(up),
				onHide: () => this.#hurry(),
				onShow: () => this.#catchUp()
			})
		);
	}

	/** Starts what takes time. `waiting` are the documents in which something waits for the relay. */
	start(waiting: readonly DocumentName[]): void {
		void this.#shelf.read();
		void this.#outboxes.read();
		void this.#imported.read().then(() => this.#policy.add(this.#imported.waiting));
		for (const name of waiting) this.#documents.open(name);
		this.#reach.begin(this.#policy.known.ended);
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

	get sealed() {
		return this.#outboxes.boxes;
	}

	get files() {
		return this.#outboxes.files;
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

	async bringBack(options: { readonly key?: string } = {}): Promise<Result<Sharing, RelayFailure>> {
		const { people, relay } = this;
		const { access } = this.actor;
		const shared = await this.#ports.device.share(this.workshop.id, { ...options, again: true });
		if (!shared.ok && shared.reason === 'erased') this.#reach.end('erased');
		if (!shared.ok) return shared;
		this.#policy.know((await this.#ports.device.workshop(this.workshop.id)) ?? this.#policy.known);
		const others = people.filter((person) => person.id !== this.participant && !person.waiting);
		await this.#imported.keepPeople(others);
		this.#policy.add(this.#imported.waiting);
		// Before anybody else can come in: what was closed stays closed.
		const closed = await relay?.setAccess({ documents: access });
		if (closed && !closed.ok) return closed;
		await this.#knowAgain();
		this.#tabs.tell('workshop');
		return shared;
	}

	async introduce(patch: PersonPatch): Promise<Result<undefined, RelayFailure>> {
		const changed = await this.relay?.changeParticipant(this.participant, patch);
		if (changed && !changed.ok) return changed;
		await this.#remember({ me: { ...this.#policy.known.me, ...patch } });
		return ok();
	}

	async keepImported(parts: Imported): Promise<void> {
		const files = await this.#outboxes.attachments.keep(parts.files);
		await this.#imported.keep({ people: parts.people, files });
		this.#policy.add(this.#imported.waiting);
	}

	async imported(): Promise<Imported> {
		const { people, files } = await this.#imported.all();
		return { people, files: [...(await this.#outboxes.attachments.all()), ...files] };
	}

	async flush(): Promise<void> {
		await Promise.all([this.#writer.flush(), this.#outboxes.boxes.flush()]);
	}

	async forget(): Promise<void> {
		const { device, Channel } = this.#ports;
		const tabs = openTabs(this.#policy.known.stores.at(-1)!, Channel, () => undefined);
		await this.close();
		await device.forget(this.workshop.id);
		tabs.tell('workshop');
		await Promise.resolve(); // what is told goes out at the end of the task
		tabs.close();
	}

	close(): Promise<void> {
		if (!this.#closed) {
			this.#closed = true;
			this.#closing = this.#close();
		}
		return this.#closing;
	}

	async #close(): Promise<void> {
		this.#reach.close();
		for (const stop of this.#stops) stop();
		await this.#outboxes.close();
		await Promise.all(this.#documents.keepers.map((keeper) => keeper.close()));
		await this.#writer.flush();
		this.#writer.stop();
		this.#tabs.close();
		this.#ports.store.close();
	}

	#makeReach(): RelayReach {
		return new RelayReach({
			state: () => this.#state,
			dispatch: (event) => this.#dispatch(event),
			want: (wanted) => this.#documents.want(wanted),
			resume: () => this.#ports.device.resume(this.workshop.id),
			know: (known) => this.#policy.know(known),
			keepEnding: (ended) => {
				if (this.#policy.known.ended !== ended) void this.#remember({ ended });
			}
		});
	}

	#makeKeeper(name: DocumentName, nextKey: (at: number) => string): DocumentKeeper {
		const { store, clock, syncUrl, params, socket } = this.#ports;
		const url = `${syncUrl}/${this.#policy.known.id}`;
		const Socket = socket(() => this.#policy.known.session);
		return new DocumentKeeper({
			...{ log: new DocumentLog(store, name), writer: this.#writer, shelf: this.#shelf, clock, nextKey },
			dispatch: (event) => this.#dispatch(event),
			connect: (doc, awareness, events, claim) =>
				openConnection({ url, params, document: name, doc, awareness, Socket, claim }, events),
			runAgain: (record) => this.#again.command(record),
			marked: (attempt, work) => this.#marked(attempt, work),
			attempt: this.#attempt,
			onPolicy: (policy) => this.#onPolicy(policy),
			onEnd: (ending) => void this.#reach.heardEnd(ending),
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
		this.#bringBack.watch(next);
		this.#outboxes.watch(next);
		this.#listeners.call();
	}

	#onPolicy(policy: Policy): void {
		if (this.#closed) return;
		const before = this.#policy.kept?.people ?? [];
		const { access, anything } = this.#policy.hear(policy);
		this.#dispatch({ type: 'policy', available: policy.available !== false });
		if (anything) this.#writer.queue({ put: [[policyKey, this.#policy.kept]] });
		const isNews = this.#bringBack.hear(policy.recovery);
		if (policy.role === 'moderator') void this.#bringPeople(isNews ? missingIn(policy.people, before) : []);
		this.#outboxes.heard();
		if (access) {
			void this.#remember({ role: policy.role });
			for (const keeper of this.#documents.keepers) keeper.resume();
		}
	}

	/** `lost`: who is known here, and not to the relay any more. */
	async #bringPeople(lost: readonly Person[]): Promise<void> {
		if (lost.length > 0) await this.#imported.keepPeople(lost);
		if (this.relay && (await this.#imported.bring(this.relay))) this.#policy.add([]);
	}

	#heardFromTab(news: News): void {
		if (this.#closed) return;
		if (news === 'tray') void this.#shelf.read();
		else if (news === 'outbox') void this.#outboxes.read();
		else if (news === 'workshop') void this.#knowAgain();
		else void this.#documents.opened(news)?.catchUp();
	}

	#hurry(): void {
		this.#writer.hurry();
		this.#outboxes.boxes.hurry();
	}

	/** Kept when it resolves. */
	async #bringUpdate(name: DocumentName, update: Uint8Array): Promise<void> {
		await this.#documents.keeper(name).bring(update);
		await this.#writer.flush();
	}

	#catchUp(): void {
		void this.#shelf.read();
		void this.#outboxes.read();
		this.#outboxes.boxes.lookAround();
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
		if (!known) return this.#forgotten();
		this.#policy.know(known);
		if (!known.ended) this.#dispatch({ type: 'ended', ending: undefined });
		if (known.sharing) this.#dispatch({ type: 'shared', approvalPending: known.approvalPending });
		this.#reach.connectAsWanted();
	}

	/** Somebody has deleted the store, perhaps with the browser's own means: it is filled from what lives here. */
	async #refill(): Promise<void> {
		for (const keeper of this.#documents.keepers) keeper.lose();
		if (await this.#ports.device.wasForgotten(this.workshop.id)) return this.#forgotten();
		if (this.#closed) return;
		if (this.#policy.kept) this.#writer.queue({ put: [[policyKey, this.#policy.kept]] });
		this.#shelf.keepAgain();
		await Promise.all([
			this.#imported.keepAgain(),
			this.#outboxes.keepAgain(),
			...this.#documents.keepers.map((keeper) => keeper.refill())
		]);
	}

	/** Another tab has taken the workshop from this device: nothing more is written, or it would lie here again. */
	#forgotten(): void {
		const { stores } = this.#ports.device.ports;
		this.#dispatch({ type: 'ended', ending: 'forgotten' });
		void this.close().then(() => Promise.all(this.#policy.known.stores.map((name) => stores.remove(name))));
	}
}

function missingIn(present: readonly Person[], before: readonly Person[]): readonly Person[] {
	const ids = new Set(present.map((person) => person.id));
	return before.filter((person) => !ids.has(person.id) && !person.waiting);
}

/** Folding twice at once would do no harm, only work for nothing: where there are no locks, it may happen. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
	const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
	if (!locks) return work();
	await locks.request(name, { ifAvailable: true }, async (lock) => {
		if (lock) await work();
	});
}

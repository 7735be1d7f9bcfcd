/**
 * A session (session.ts) put together: documents with their keepers, tray, presence, policy, tabs and the page around it.
 * When there are connections is decided in relay-reach.ts, what one document does with them in document-keeper.ts.
 */
import type { Awareness } from 'y-protocols/awareness';
import type { ParticipantId } from '#lib/kernel/id.ts';
import type { Result } from '#lib/kernel/result.ts';
import { runCommand, type Command, type Refusal } from '#lib/model/command.ts';
import { createWorkshop, type Workshop } from '#lib/model/workshop.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Policy } from '#lib/protocol/messages.ts';
import { awarenessPresence } from './awareness-presence.ts';
import { bringAgain } from './bring-again.ts';
import { BringBack } from './bring-back.ts';
import type { DocumentKeeper } from './document-keeper.ts';
import { ImportedParts, type Imported } from './imported-parts.ts';
import type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
import { StoreWriter } from './local-store/store-writer.ts';
import { watchPage } from './page-life.ts';
import { policyKey, PolicyView, type KeptPolicy } from './policy-view.ts';
import type { Presence } from './presence.ts';
import type { RelayFailure, WorkshopRelay } from './relay-http.ts';
import { RelayReach } from './relay-reach.ts';
import type { Session } from './session.ts';
import { keeperMaker } from './session-keepers.ts';
import type { SessionPorts } from './session-ports.ts';
import { missingIn, SessionSharing } from './session-sharing.ts';
import { SessionState } from './session-state.ts';
import { initialState, type LightView, type SyncEvent, type SyncState } from './sync-state.ts';
import { SessionOutboxes } from './outbox/session-outboxes.ts';
import { openTabs, type News, type Tabs } from './tabs.ts';
import { TrayShelf, type BringAgain } from './tray-shelf.ts';
import type { Tray } from './tray.ts';
import { WorkshopDocuments } from './workshop-documents.ts';

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
	readonly #state: SessionState;
	readonly #sharing: SessionSharing;
	readonly #stops: (() => void)[] = [];
	#closed = false;
	#closing: Promise<void> = Promise.resolve();

	constructor(ports: SessionPorts, known: KnownWorkshop, kept: KeptPolicy | undefined) {
		this.#ports = ports;
		this.#policy = new PolicyView(ports.clock, known, kept);
		const begun = initialState(ports.device.storage, known.sharing !== undefined, known.approvalPending);
		this.#state = new SessionState(begun, (state) => {
			this.#bringBack.watch(state);
			this.#outboxes.watch(state);
		});
		this.#writer = new StoreWriter(ports.store, (failure) =>
			this.#dispatch(failure ? { type: 'store-failed', failure } : { type: 'stored' })
		);
		const channel = known.stores.at(-1)!;
		this.#tabs = openTabs(channel, ports.Channel, (news) => this.#heardFromTab(news));
		this.#imported = new ImportedParts(ports.store);
		const open = (name: DocumentName) => this.#documents.open(name);
		this.#bringBack = new BringBack({ store: ports.store, writer: this.#writer, open });
		this.#outboxes = new SessionOutboxes({
			...{ store: ports.store, policy: this.#policy, relay: () => this.relay, state: () => this.state },
			dispatch: (event) => this.#dispatch(event),
			apply: (name, update) => this.#bringUpdate(name, update),
			stage: () => this.#documents.open('stage').doc,
			poke: () => this.#tabs.tell('outbox'),
			onEnd: (ending) => void this.#reach.heardEnd(ending)
		});
		this.#reach = this.#makeReach();
		this.#sharing = this.#makeSharing();
		this.#again = bringAgain(
			() => this.workshop,
			() => this.actor
		);
		this.#shelf = new TrayShelf(ports.store, this.#writer, this.#again, () => this.#tabs.tell('tray'));
		this.#stops.push(this.#shelf.subscribe(() => this.#dispatch({ type: 'tray', items: this.#shelf.items.length })));
		this.#documents = new WorkshopDocuments(this.#makeKeepers());
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
		return this.#state.value;
	}

	get light(): LightView {
		return this.#state.light;
	}

	subscribe(listener: () => void): () => void {
		return this.#state.subscribe(listener);
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

	share(options: { readonly key?: string } = {}): Promise<Result<Sharing, RelayFailure>> {
		return this.#sharing.share(options);
	}

	bringBack(options: { readonly key?: string } = {}): Promise<Result<Sharing, RelayFailure>> {
		return this.#sharing.bringBack(options);
	}

	introduce(patch: PersonPatch): Promise<Result<undefined, RelayFailure>> {
		return this.#sharing.introduce(patch);
	}

	keepImported(parts: Imported): Promise<void> {
		return this.#sharing.keepImported(parts);
	}

	imported(): Promise<Imported> {
		return this.#sharing.imported();
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
		this.#documents.want(false); // also of documents that somebody opens from now on
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
			state: () => this.state,
			dispatch: (event) => this.#dispatch(event),
			want: (wanted) => this.#documents.want(wanted),
			resume: () => this.#ports.device.resume(this.workshop.id),
			know: (known) => this.#policy.know(known),
			keepEnding: (ended) => {
				if (this.#policy.known.ended !== ended) void this.#sharing.remember({ ended });
			}
		});
	}

	#makeSharing(): SessionSharing {
		return new SessionSharing({
			...{ device: this.#ports.device, policy: this.#policy, imported: this.#imported, relay: () => this.relay },
			attachments: this.#outboxes.attachments,
			onErased: () => this.#reach.end('erased'),
			onKnown: (known) => {
				if (!known.ended) this.#dispatch({ type: 'ended', ending: undefined });
				if (known.sharing) this.#dispatch({ type: 'shared', approvalPending: known.approvalPending });
				this.#reach.connectAsWanted();
			},
			onForgotten: () => this.#forgotten(),
			poke: () => this.#tabs.tell('workshop')
		});
	}

	#makeKeepers(): (name: DocumentName) => DocumentKeeper {
		return keeperMaker({
			...{ session: this.#ports, policy: this.#policy, writer: this.#writer, shelf: this.#shelf },
			dispatch: (event) => this.#dispatch(event),
			runAgain: (record) => this.#again.command(record),
			onPolicy: (policy) => this.#onPolicy(policy),
			onEnd: (ending) => void this.#reach.heardEnd(ending),
			poke: (name) => this.#tabs.tell(name)
		});
	}

	#dispatch(event: SyncEvent): void {
		this.#state.dispatch(event);
	}

	#onPolicy(policy: Policy): void {
		if (this.#closed) return;
		const before = this.#policy.kept?.people ?? [];
		const { access, anything } = this.#policy.hear(policy);
		this.#dispatch({ type: 'policy', available: policy.available !== false });
		if (anything) this.#writer.queue({ put: [[policyKey, this.#policy.kept]] });
		const isNews = this.#bringBack.hear(policy.recovery);
		if (policy.role === 'moderator') void this.#sharing.bringPeople(isNews ? missingIn(policy.people, before) : []);
		this.#outboxes.heard();
		if (access) {
			void this.#sharing.remember({ role: policy.role });
			for (const keeper of this.#documents.keepers) keeper.resume();
		}
	}

	#heardFromTab(news: News): void {
		if (this.#closed) return;
		if (news === 'tray') void this.#shelf.read();
		else if (news === 'outbox') void this.#outboxes.read();
		else if (news === 'workshop') void this.#sharing.knowAgain();
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

	#rememberTitle(): void {
		const title = this.workshop.about.get(this.workshop.id)?.title;
		if (title && title !== this.#policy.known.title) void this.#sharing.remember({ title });
	}

	/** Somebody has deleted the store, perhaps with the browser's own means: it is filled from what lives here. */
	async #refill(): Promise<void> {
		for (const keeper of this.#documents.keepers) keeper.lose();
		this.#shelf.lose();
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

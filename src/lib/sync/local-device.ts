/** The device (device.ts) over local stores and the relay's HTTP interface. */
import type { Clock } from '#lib/kernel/clock.ts';
import { newId, type ParticipantId, type WorkshopId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { LinkSummary, ParticipantSummary, SessionResponse, WorkshopLinks } from '#lib/protocol/http.ts';
import type { Device, JoinRequest, ShareOptions } from './device.ts';
import type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
import { KnownWorkshops, type Found } from './known-workshops.ts';
import type { LocalStore, LocalStores } from './local-store/local-store.ts';
import type { RelayFailure, RelayHttp } from './relay-http.ts';

const pendingKey = 'pending';
const erasedPrefix = 'erased/';

export interface DevicePorts {
	readonly stores: LocalStores;
	readonly http: RelayHttp;
	readonly clock: Clock;
	/** Send the session with requests, because no cookie travels. */
	readonly bearer: boolean;
	/** Of its own store, and how the names of the others begin. */
	readonly name: string;
}

export class LocalDevice implements Device {
	readonly ports: DevicePorts;
	readonly #store: LocalStore;
	readonly #list: KnownWorkshops;

	constructor(ports: DevicePorts) {
		this.ports = ports;
		this.#store = ports.stores.open(ports.name);
		this.#list = new KnownWorkshops(this.#store);
	}

	get storage(): 'kept' | 'memory' {
		return this.ports.stores.kind;
	}

	workshops(): Promise<readonly KnownWorkshop[]> {
		return this.#list.all();
	}

	find(id: string): Promise<Found> {
		return this.#list.find(id);
	}

	async workshop(id: string): Promise<KnownWorkshop | undefined> {
		const found = await this.find(id);
		return found.ok ? found.value : undefined;
	}

	async create({ title, me = {} }: { readonly title: string; readonly me?: PersonPatch }): Promise<KnownWorkshop> {
		const id = newId<'workshop'>();
		const participant = newId<'participant'>();
		return this.#list.keep({
			...{ id, title, participant, me, role: 'moderator', lastOpened: this.ports.clock.now() },
			...{ sharing: undefined, session: undefined, approvalPending: false, stores: [this.#storeName(id, participant)] }
		});
	}

	async join({ workshop, ...request }: JoinRequest): Promise<Result<KnownWorkshop, RelayFailure>> {
		if (workshop !== undefined && (await this.wasErased(workshop))) return refused('erased');
		const before = workshop === undefined ? undefined : await this.workshop(workshop);
		const resume = before?.session ?? (await this.#pending());
		const { token: _token, code: _code, ...me } = request;
		const answer = await this.ports.http.enter({ ...request, ...(resume && { resume }) });
		if (!answer.ok) return answer;
		const id = 'workshop' in answer.value ? answer.value.workshop : workshop;
		await this.#store.write(
			id === undefined ? { put: [[pendingKey, answer.value.session]] } : { remove: [pendingKey] }
		);
		if (id === undefined) return refused('waiting');
		const known = before?.id === id ? before : await this.workshop(id);
		await this.#introduceAgain(id, answer.value, known, me);
		return ok(await this.#list.keep(this.#entered(id, answer.value, known, me)));
	}

	async resume(id: string): Promise<Result<KnownWorkshop, RelayFailure>> {
		const known = await this.workshop(id);
		if (!known) return (await this.wasErased(id)) ? refused('erased') : this.#recall(id);
		if (known.ended === 'erased') return refused('erased');
		const answer = known.session ? await this.ports.http.enter({ resume: known.session }) : refused('unauthenticated');
		if (answer.ok) return this.#resumed(id, answer.value);
		return answer.reason === 'unauthenticated' ? refused(await this.#whyUnknown(id)) : answer;
	}

	/** Asking may have taken a while: what was forgotten meanwhile stays forgotten. */
	async #resumed(id: string, answer: SessionResponse): Promise<Result<KnownWorkshop, RelayFailure>> {
		const resumed = await this.#list.change(id, (now) => this.#entered(id, answer, now, {}));
		if (!resumed.ok) return resumed;
		return resumed.value ? ok(resumed.value) : refused('not_found');
	}

	async share(id: string, { key, again }: ShareOptions = {}): Promise<Result<Sharing, RelayFailure>> {
		const known = await this.workshop(id);
		if (!known) return refused('not_found');
		if (known.ended === 'erased') return refused('erased');
		// Kept before the request goes out: should its answer be lost, the same request again gets the same one.
		const claim = known.claim ?? newId(32);
		if (known.claim === undefined) await this.remember(id, { claim });
		const answer = await this.ports.http.createWorkshop({
			...{ title: known.title || id, id, claim, participant: { id: known.participant, ...known.me } },
			...(key !== undefined && { key }),
			...(again && { again })
		});
		if (!answer.ok && answer.reason === 'erased') await this.remember(id, { ended: 'erased' });
		if (!answer.ok) return answer.reason === 'conflict' ? this.#sharedBefore(known) : answer;
		const { links, code, session, participant } = answer.value;
		const sharing = { links, code };
		const me = { session, participant: participant as ParticipantId };
		await this.remember(id, { sharing, ...me, ended: undefined, claim: undefined });
		return ok(sharing);
	}

	/** The relay has it already: the page may have been left before the answer came. Then the cookie says who we are. */
	async #sharedBefore({ id, participant }: KnownWorkshop): Promise<Result<Sharing, RelayFailure>> {
		const relay = this.ports.http.workshop(id);
		const info = await relay.info();
		if (!info.ok || info.value.participant !== participant) return refused('conflict');
		const listed = await relay.links();
		const links = listed.ok ? linksIn(listed.value) : undefined;
		// A link of one's own brings a session that can be kept here, without changing who one is.
		const token = links && new URL(links.moderator).hash.slice(1);
		const entered = token ? await this.ports.http.enter({ token }) : undefined;
		const sharing = { ...(links && { links }), code: info.value.code };
		await this.remember(id, { sharing, ended: undefined, ...(entered?.ok && { session: entered.value.session }) });
		return ok(sharing);
	}

	async remember(id: string, change: Partial<Omit<KnownWorkshop, 'id'>>): Promise<KnownWorkshop | undefined> {
		const changed = await this.#list.change(id, (known) => ({ ...known, ...change }));
		return changed.ok ? changed.value : undefined;
	}

	/** Marks it as the last opened. */
	opened(id: string): Promise<Found> {
		return this.#list.change(id, (known) => ({ ...known, lastOpened: this.ports.clock.now() }));
	}

	async forget(id: string): Promise<void> {
		const known = await this.workshop(id);
		const tombstone = known?.ended === 'erased' ? [[erasedPrefix + id, this.ports.clock.now()] as const] : [];
		await this.#list.forget(id, tombstone);
		for (const name of known?.stores ?? []) await this.ports.stores.remove(name);
		this.#list.told();
	}

	/** Nothing is kept here but perhaps the cookie: the relay knows who that is. */
	async #recall(id: string): Promise<Result<KnownWorkshop, RelayFailure>> {
		const answer = await this.ports.http.enter({ workshop: id });
		if (!answer.ok) return answer;
		const people = await this.ports.http.workshop(id).participants();
		const me = people.ok && 'participant' in answer.value ? findMe(people.value, answer.value.participant) : {};
		return ok(await this.#list.keep(this.#entered(id, answer.value, undefined, me)));
	}

	/** Whether somebody took the workshop from this device on purpose; a store that was lost is another thing. */
	wasForgotten(id: string): Promise<boolean> {
		return this.#list.wasForgotten(id);
	}

	async wasErased(id: string): Promise<boolean> {
		const found = await this.#store.get(erasedPrefix + id);
		return found.ok && found.value !== undefined;
	}

	/** The relay knows no such session: does it know the workshop? */
	async #whyUnknown(id: string): Promise<RelayFailure> {
		const info = await this.ports.http.workshop(id).info();
		return !info.ok && (info.reason === 'not_found' || info.reason === 'erased') ? info.reason : 'unauthenticated';
	}

	/** Whom the relay does not know any more it takes for somebody new: with the name they had, if they gave no other. */
	async #introduceAgain(id: string, answer: SessionResponse, before: KnownWorkshop | undefined, me: PersonPatch) {
		if (!before || !('participant' in answer) || answer.participant === before.participant || me.name) return;
		const relay = this.ports.http.workshop(id, () => (this.ports.bearer ? answer.session : undefined));
		await relay.changeParticipant(answer.participant, before.me);
	}

	subscribe(listener: () => void): () => void {
		return this.#list.subscribe(listener);
	}

	/** Who entered with a code and waits for a yes does not know the workshop yet; asking again with it is the same person. */
	async #pending(): Promise<string | undefined> {
		const found = await this.#store.get(pendingKey);
		return found.ok && typeof found.value === 'string' ? found.value : undefined;
	}

	#entered(id: string, answer: SessionResponse, known: KnownWorkshop | undefined, me: PersonPatch): KnownWorkshop {
		const isIn = 'participant' in answer;
		const participant = isIn ? (answer.participant as ParticipantId) : (known?.participant ?? newId<'participant'>());
		// Whoever comes in anew, because the relay has forgotten them, brings along what lies here (SPEC.md [BACK-3]).
		const stores = known?.stores ?? [this.#storeName(id, participant)];
		return {
			...{ id: id as WorkshopId, title: known?.title ?? '', lastOpened: this.ports.clock.now(), participant },
			role: isIn ? answer.role : (known?.role ?? 'participant'),
			me: { ...known?.me, ...me },
			sharing: known?.sharing ?? {},
			session: answer.session,
			approvalPending: !isIn,
			stores
		};
	}

	#storeName(workshop: string, participant: string): string {
		return `${this.ports.name}/${workshop}/${participant}`;
	}
}

function findMe(people: readonly ParticipantSummary[], id: string): PersonPatch {
	const { name, organisation, perspective } = people.find((person) => person.id === id) ?? {};
	return { name, organisation, perspective };
}

/** The address for each role, where the relay still knows all three. */
function linksIn(listed: readonly LinkSummary[]): WorkshopLinks | undefined {
	const url = (role: Role) => listed.find((link) => link.role === role && !link.revoked && link.url)?.url;
	const [moderator, participant, observer] = [url('moderator'), url('participant'), url('observer')];
	return moderator && participant && observer ? { moderator, participant, observer } : undefined;
}

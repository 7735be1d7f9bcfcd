/** The device (device.ts) over local stores and the relay's HTTP interface. */
import type { Clock } from '#lib/kernel/clock.ts';
import { newId, type ParticipantId, type WorkshopId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { Listeners } from '#lib/model/listeners.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { LinkSummary, SessionResponse, WorkshopLinks } from '#lib/protocol/http.ts';
import type { Device, JoinRequest } from './device.ts';
import type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
import type { LocalStore, LocalStores } from './local-store/local-store.ts';
import type { RelayFailure, RelayHttp } from './relay-http.ts';

const prefix = 'workshop/';
const pendingKey = 'pending';

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
	readonly #listeners = new Listeners();

	constructor(ports: DevicePorts) {
		this.ports = ports;
		this.#store = ports.stores.open(ports.name);
	}

	get storage(): 'kept' | 'memory' {
		return this.ports.stores.kind;
	}

	async workshops(): Promise<readonly KnownWorkshop[]> {
		const entries = await this.#store.entries(prefix);
		const known = entries.ok ? entries.value.flatMap(([, value]) => (isKnown(value) ? [value] : [])) : [];
		return known.sort((a, b) => b.lastOpened - a.lastOpened);
	}

	async workshop(id: string): Promise<KnownWorkshop | undefined> {
		const found = await this.#store.get(prefix + id);
		return found.ok && isKnown(found.value) ? found.value : undefined;
	}

	async create({ title, me = {} }: { readonly title: string; readonly me?: PersonPatch }): Promise<KnownWorkshop> {
		const id = newId<'workshop'>();
		const participant = newId<'participant'>();
		return this.#keep({
			...{ id, title, participant, me, role: 'moderator', lastOpened: this.ports.clock.now() },
			...{ sharing: undefined, session: undefined, approvalPending: false, stores: [this.#storeName(id, participant)] }
		});
	}

	async join({ workshop, ...request }: JoinRequest): Promise<Result<KnownWorkshop, RelayFailure>> {
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
		return ok(await this.#entered(id, answer.value, known, me));
	}

	async resume(id: string): Promise<Result<KnownWorkshop, RelayFailure>> {
		const known = await this.workshop(id);
		if (!known?.session) return refused('unauthenticated');
		const answer = await this.ports.http.enter({ resume: known.session });
		return answer.ok ? ok(await this.#entered(id, answer.value, known, {})) : answer;
	}

	async share(id: string, { key }: { readonly key?: string } = {}): Promise<Result<Sharing, RelayFailure>> {
		const known = await this.workshop(id);
		if (!known) return refused('not_found');
		const answer = await this.ports.http.createWorkshop({
			...{ title: known.title || id, id, participant: { id: known.participant, ...known.me } },
			...(key !== undefined && { key })
		});
		if (!answer.ok) return answer.reason === 'conflict' ? this.#sharedBefore(known) : answer;
		const { links, code, session, participant } = answer.value;
		const sharing = { links, code };
		await this.remember(id, { sharing, session, participant: participant as ParticipantId });
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
		await this.remember(id, { sharing, ...(entered?.ok && { session: entered.value.session }) });
		return ok(sharing);
	}

	async remember(id: string, change: Partial<Omit<KnownWorkshop, 'id'>>): Promise<KnownWorkshop | undefined> {
		const known = await this.workshop(id);
		return known && this.#keep({ ...known, ...change });
	}

	async forget(id: string): Promise<void> {
		const known = await this.workshop(id);
		for (const name of known?.stores ?? []) await this.ports.stores.remove(name);
		await this.#store.write({ remove: [prefix + id] });
		this.#listeners.call();
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Who entered with a code and waits for a yes does not know the workshop yet; asking again with it is the same person. */
	async #pending(): Promise<string | undefined> {
		const found = await this.#store.get(pendingKey);
		return found.ok && typeof found.value === 'string' ? found.value : undefined;
	}

	async #entered(
		id: string,
		answer: SessionResponse,
		known: KnownWorkshop | undefined,
		me: PersonPatch
	): Promise<KnownWorkshop> {
		const isIn = 'participant' in answer;
		const participant = isIn ? (answer.participant as ParticipantId) : (known?.participant ?? newId<'participant'>());
		const name = this.#storeName(id, participant);
		const stores =
			known?.participant === participant
				? known.stores
				: [...(known?.stores ?? []).filter((other) => other !== name), name];
		return this.#keep({
			...{ id: id as WorkshopId, title: known?.title ?? '', lastOpened: this.ports.clock.now(), participant },
			role: isIn ? answer.role : (known?.role ?? 'participant'),
			me: { ...known?.me, ...me },
			sharing: known?.sharing ?? {},
			session: answer.session,
			approvalPending: !isIn,
			stores
		});
	}

	#storeName(workshop: string, participant: string): string {
		return `${this.ports.name}/${workshop}/${participant}`;
	}

	async #keep(known: KnownWorkshop): Promise<KnownWorkshop> {
		await this.#store.write({ put: [[prefix + known.id, known]] });
		this.#listeners.call();
		return known;
	}
}

/** The address for each role, where the relay still knows all three. */
function linksIn(listed: readonly LinkSummary[]): WorkshopLinks | undefined {
	const url = (role: Role) => listed.find((link) => link.role === role && !link.revoked && link.url)?.url;
	const [moderator, participant, observer] = [url('moderator'), url('participant'), url('observer')];
	return moderator && participant && observer ? { moderator, participant, observer } : undefined;
}

function isKnown(value: unknown): value is KnownWorkshop {
	const known = value as Partial<KnownWorkshop> | undefined;
	return typeof known?.id === 'string' && typeof known.participant === 'string' && Array.isArray(known.stores);
}

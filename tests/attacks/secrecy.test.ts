// Five people put secrets into sealed boxes while everybody does what people do. Until the opening no byte of any secret
// reaches anybody but its owner, and after an anonymous opening nothing says who wrote what.
import { randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#lib/protocol/access.ts';
import { decodeRelayMessage } from '#lib/protocol/messages.ts';
import { BoxPerson, lastingServer, type LastingServer } from '../integration/box-people.ts';
import { Client, makeWorkshop, rawClient, until, type RawClient, type TestWorkshop } from '../integration/relay.ts';
import { amount, patience } from '../soak/amount.ts';
import { findSecret, wireTo, type Wire } from './recorder.ts';

let server: LastingServer;
beforeAll(async () => void (server = await lastingServer()));
afterAll(() => server[Symbol.asyncDispose]());

const sessions = amount({ test: 20, soak: 1000 });

test(
	`[BOX-1] [BOX-5] in ${sessions} sessions no secret leaves its box before the opening, and none has an author afterwards`,
	async () => {
		for (let session = 0; session < sessions; session++) {
			await using scene = await Scene.begin(session % 2 === 0);
			for (let step = 0; step < 15; step++) await scene.step();
			await scene.beforeOpening();
			await scene.afterOpening();
		}
	},
	patience(60_000)
);

const documents = ['stage', 'room.m1'];

/** Somebody with a wire of their own, and everything they hold. */
class Guest implements AsyncDisposable {
	readonly box: BoxPerson;
	readonly wire: Wire;
	readonly etags: string[] = [];
	secrets: Buffer[] = [];
	sockets: RawClient[] = [];
	hasEntry = false;
	/** Payloads of all frames, without what WebSocket puts between them. */
	readonly frames: Uint8Array[] = [];

	private constructor(wire: Wire, box: BoxPerson) {
		this.wire = wire;
		this.box = box;
	}

	static async enter(workshop: TestWorkshop, role: Role, member = workshop.enter(role)): Promise<Guest> {
		const wire = await wireTo(server.url);
		const guest = new Guest(wire, new BoxPerson(wire.url, await member));
		await guest.connect();
		return guest;
	}

	get participant(): string {
		return this.box.participant;
	}

	async connect(): Promise<void> {
		this.sockets = documents.map((document) => rawClient(this.wire.url, this.box.member, document));
		await Promise.all(this.sockets.map((socket) => socket.opened()));
		for (const socket of this.sockets) socket.step1();
	}

	async reconnect(): Promise<void> {
		this.#keepFrames();
		this.wire.cut();
		await this.connect();
	}

	/** Asks for everything that there is an address for. */
	async lookAround(box: string, others: readonly Guest[]): Promise<void> {
		const paths = [
			'',
			'/boxes',
			`/boxes/${box}`,
			`/boxes/${box}/result`,
			'/participants',
			'/links',
			`/boxes/${box}/open`
		];
		paths.push(
			...others.flatMap(({ participant }) => [`/boxes/${box}/${participant}`, `/participants/${participant}`])
		);
		for (const path of paths) await this.box.ask('GET', path);
		await this.box.mine(box);
	}

	heard(): Buffer {
		this.#keepFrames();
		return Buffer.concat([this.wire.heard(), ...this.frames]);
	}

	async [Symbol.asyncDispose]() {
		this.sockets.forEach((socket) => socket[Symbol.dispose]());
		await this.wire[Symbol.asyncDispose]();
	}

	#keepFrames(): void {
		for (const socket of this.sockets) this.frames.push(...socket.frames.splice(0));
	}
}

class Scene implements AsyncDisposable {
	readonly #workshop: TestWorkshop;
	readonly #box: string;
	readonly #anonymous: boolean;
	readonly #authors: Guest[];
	readonly #others: Guest[];
	readonly #cleanup: AsyncDisposableStack;
	readonly #client: Client;
	/** All secrets of this scene begin with these bytes, so that looking for any of them is one search. */
	readonly #beginning = randomBytes(9);

	private constructor(
		workshop: TestWorkshop,
		box: string,
		anonymous: boolean,
		guests: Guest[],
		stack: AsyncDisposableStack
	) {
		this.#workshop = workshop;
		this.#box = box;
		this.#anonymous = anonymous;
		this.#authors = guests.slice(0, 5);
		this.#others = guests.slice(5);
		this.#cleanup = stack;
		this.#client = stack.use(new Client(guests[0]!.wire.url, guests[0]!.box.member, 'room.m1'));
	}

	static async begin(anonymous: boolean): Promise<Scene> {
		const workshop = await makeWorkshop(server.url);
		const stack = new AsyncDisposableStack();
		const enter = async (role: Role, member?: Promise<TestWorkshop>) =>
			stack.use(await Guest.enter(workshop, role, member));
		const guests: Guest[] = [];
		for (const role of ['participant', 'participant', 'participant', 'participant', 'moderator'] as const)
			guests.push(await enter(role));
		guests.push(await enter('moderator', Promise.resolve(workshop)), await enter('observer'));
		const box = await guests[5]!.box.box({ anonymous, electorate: 'all', attach: ['role', 'perspective'] });
		guests.push(await enter('participant'));
		return new Scene(workshop, box, anonymous, guests, stack);
	}

	get #everybody(): readonly Guest[] {
		return [...this.#authors, ...this.#others];
	}

	/** One thing that somebody does. */
	async step(): Promise<void> {
		const author = any(this.#authors);
		const actions = [
			() => this.#write(author),
			() => this.#write(author),
			() => this.#takeBack(author),
			() => any(this.#everybody).reconnect(),
			() => any(this.#others).lookAround(this.#box, this.#authors),
			() => author.lookAround(this.#box, this.#authors),
			() => this.#giveName(author),
			async () => this.#client.provider.awareness.setLocalState({ step: randomInt(1e6) }),
			() => this.#client.saved().then(() => this.#client.text.insert(0, 'offen '))
		];
		await any(actions)();
	}

	async beforeOpening(): Promise<void> {
		for (const author of this.#authors) if (!author.hasEntry) await this.#write(author);
		await until('everybody has heard of five entries', () =>
			this.#everybody.every(({ sockets }) => sockets.every((socket) => this.#entriesHeardBy(socket) === 5))
		);
		for (const guest of this.#everybody) {
			await guest.lookAround(this.#box, this.#authors);
			const heard = guest.heard();
			// Who never wrote, or never asked for their own entry, has no trace of any; the others only of their own.
			if (findSecret(heard, this.#beginning).length === 0) continue;
			const foreign = this.#authors.filter((author) => author !== guest).flatMap(({ secrets }) => secrets);
			for (const secret of foreign) expect(findSecret(heard, secret)).toEqual([]);
		}
	}

	async afterOpening(): Promise<void> {
		await this.#others[0]!.box.open(this.#box);
		for (const guest of this.#everybody) {
			const { text } = await guest.box.read(this.#box);
			const heard = guest.heard();
			// The search would have found them.
			for (const { secrets } of this.#authors) expect(findSecret(heard, secrets.at(-1)!)).not.toEqual([]);
			if (this.#anonymous) for (const { participant } of this.#everybody) expect(text).not.toContain(participant);
			else for (const { participant } of this.#authors) expect(text).toContain(participant);
		}
		const disk = Buffer.concat(readdirSync(server.folder).map((name) => readFileSync(join(server.folder, name))));
		for (const etag of this.#authors.flatMap(({ etags }) => etags))
			expect(disk.includes(etag.slice(1, -1))).toBe(false);
	}

	[Symbol.asyncDispose]() {
		return this.#cleanup[Symbol.asyncDispose]();
	}

	async #write(author: Guest): Promise<void> {
		const secret = Buffer.concat([this.#beginning, randomBytes(16)]);
		const data = Buffer.concat([randomBytes(randomInt(40)), secret, randomBytes(randomInt(40))]);
		author.secrets.push(secret);
		const condition = author.hasEntry ? { etag: author.etags.at(-1)! } : 'first';
		const reply = await author.box.put(this.#box, Uint8Array.from(data), condition, randomInt(5));
		expect([201, 204]).toContain(reply.status);
		author.hasEntry = true;
		author.etags.push(reply.etag!);
	}

	async #takeBack(author: Guest): Promise<void> {
		const { status } = await author.box.take(this.#box);
		expect(status).toBe(author.hasEntry ? 204 : 404);
		author.hasEntry = false;
	}

	async #giveName({ participant }: Guest): Promise<void> {
		await this.#workshop.call('PATCH', `/participants/${participant}`, { perspective: `p${randomInt(3)}` });
	}

	#entriesHeardBy({ frames }: RawClient): number | undefined {
		for (const frame of frames.toReversed()) {
			const message = decodeRelayMessage(frame);
			if (message?.type === 'policy') return message.policy.boxes[0]?.entries;
		}
		return undefined;
	}
}

function any<Value>(values: readonly Value[]): Value {
	return values[randomInt(values.length)]!;
}

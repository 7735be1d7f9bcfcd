// Whatever several people do with a sealed box, in whatever order: the relay answers and keeps what a model of forty
// lines says. The model knows no HTTP, no store and no time.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { amount, patience } from '../soak/amount.ts';
import { BoxPerson, lastingServer, type Condition, type LastingServer } from './box-people.ts';
import { makeWorkshop } from './relay.ts';

/** What a person believes to be stored when they write: rightly or not. */
type Belief = 'nothing' | 'something' | 'what I saw' | 'what I saw before';

type Command =
	| {
			readonly name: 'put';
			readonly who: number;
			readonly data: string;
			readonly items: number;
			readonly belief: Belief;
	  }
	| { readonly name: 'take'; readonly who: number; readonly belief: Belief }
	| { readonly name: 'mine' | 'open' | 'leave' | 'enter' | 'read'; readonly who: number }
	| { readonly name: 'result'; readonly who: number; readonly data: string };

/** Persons: 0 and 1 moderate, 2 to 4 take part, 5 observes. Places have 2, 3 and 4. */
class Model {
	readonly entries = new Map<number, { data: string; items: number; version: number }>();
	readonly gone = new Set<number>();
	isOpen = false;
	result: string | undefined;
	#versions = 0;
	/** What each has seen of their own entry, the newest last. */
	readonly seen = new Map<number, number[]>();

	/** The status of the answer; what it changes is changed. */
	run(command: Command): number {
		const { who } = command;
		if (this.gone.has(who)) return 403;
		const held = this.entries.get(who);
		switch (command.name) {
			case 'put':
				if (this.isOpen) return 409;
				if (who < 2 || who > 4) return 403;
				if (!this.#isSo(who, command.belief)) return 412;
				this.entries.set(who, { ...command, version: ++this.#versions });
				this.seen.set(who, [...(this.seen.get(who) ?? []), this.#versions]);
				return held ? 204 : 201;
			case 'take':
				if (this.isOpen) return 409;
				if (!held) return 404;
				return this.#isSo(who, command.belief) ? (this.entries.delete(who), 204) : 412;
			case 'mine':
				return this.isOpen ? 410 : held ? 200 : 404;
			case 'open':
				return who < 2 ? ((this.isOpen = true), 200) : 403;
			case 'leave':
				if (!this.isOpen) this.entries.delete(who);
				this.gone.add(who);
				return 204;
			case 'result':
				if (who >= 2 || !this.isOpen) return 403;
				return this.result === undefined ? ((this.result = command.data), 201) : 409;
			default:
				return 200;
		}
	}

	#isSo(who: number, belief: Belief): boolean {
		const version = this.entries.get(who)?.version;
		const seen = this.seen.get(who) ?? [];
		if (belief === 'nothing') return version === undefined;
		if (belief === 'something') return version !== undefined;
		return version !== undefined && version === seen.at(belief === 'what I saw' ? -1 : -2);
	}
}

let server: LastingServer;
beforeAll(async () => void (server = await lastingServer()));
afterAll(() => server[Symbol.asyncDispose]());

const anyone = fc.integer({ min: 0, max: 5 });
const belief = fc.constantFrom<Belief>('nothing', 'something', 'what I saw', 'what I saw before');
const data = fc.string({ maxLength: 12, unit: 'grapheme' });
const put = fc.record({ name: fc.constant('put' as const), who: anyone, data, items: fc.nat(9), belief });
const command: fc.Arbitrary<Command> = fc.oneof(
	{ weight: 10, arbitrary: put },
	{ weight: 3, arbitrary: fc.record({ name: fc.constant('take' as const), who: anyone, belief }) },
	{ weight: 3, arbitrary: fc.record({ name: fc.constantFrom('mine', 'read', 'enter'), who: anyone }) },
	{ weight: 1, arbitrary: fc.record({ name: fc.constantFrom('open', 'leave'), who: anyone }) },
	{ weight: 1, arbitrary: fc.record({ name: fc.constant('result' as const), who: anyone, data }) }
);

test(
	'[BOX-1] [BOX-2] [BOX-4] [BOX-7] [BOX-8] whatever people do with a box, the relay does as the model says',
	async () => {
		await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 30 }), fc.boolean(), play), {
			numRuns: amount({ test: 20, soak: 1000 }),
			interruptAfterTimeLimit: patience(20_000) || undefined
		});
	},
	patience(40_000)
);

async function play(commands: readonly Command[], anonymous: boolean): Promise<void> {
	const workshop = await makeWorkshop(server.url);
	const enter = async (role: 'moderator' | 'participant' | 'observer') =>
		new BoxPerson(server.url, await workshop.enter(role));
	const people = [new BoxPerson(server.url, workshop), await enter('moderator')];
	for (let i = 0; i < 3; i++) people.push(await enter('participant'));
	people.push(await enter('observer'));
	const box = await people[0]!.box({ anonymous });
	const model = new Model();
	const etags = new Map<number, string[]>();
	for (const command of commands) {
		const expected = model.run(command);
		const reply = await send(people[command.who]!, box, command, etags.get(command.who) ?? []);
		expect(reply.status, JSON.stringify(command)).toBe(expected);
		if (reply.status === 200 && command.name === 'mine') expect(reply.text).toBe(model.entries.get(command.who)!.data);
		if (command.name === 'put' && reply.etag) etags.set(command.who, [...(etags.get(command.who) ?? []), reply.etag]);
		if (command.name === 'result' && reply.status === 409) expect(reply.text).toBe(model.result);
	}
	await compare(await enter('moderator'), box, model);
}

function send(who: BoxPerson, box: string, command: Command, etags: readonly string[]) {
	switch (command.name) {
		case 'put':
			return who.put(box, command.data, condition(command.belief, etags), command.items);
		case 'take':
			return who.take(box, condition(command.belief, etags));
		case 'mine':
			return who.mine(box);
		case 'open':
			return who.open(box);
		case 'result':
			return who.ask('PUT', `/boxes/${box}/result`, new TextEncoder().encode(command.data));
		case 'leave':
			return who.ask('DELETE', `/participants/${who.participant}`);
		default:
			return command.name === 'read' ? who.read(box) : who.ask('GET', '/boxes');
	}
}

function condition(belief: Belief, etags: readonly string[]): Condition {
	if (belief === 'nothing') return 'first';
	if (belief === 'something') return 'any';
	return { etag: etags.at(belief === 'what I saw' ? -1 : -2) ?? '"never"' };
}

async function compare(moderator: BoxPerson, box: string, model: Model): Promise<void> {
	const entries = [...model.entries.values()];
	const items = entries.reduce((sum, entry) => sum + entry.items, 0);
	const state = model.isOpen ? 'open' : 'closed';
	expect(await moderator.summary(box)).toMatchObject({ state, entries: entries.length, items });
	await moderator.open(box);
	expect([...(await moderator.contents(box))].sort()).toEqual(entries.map(({ data }) => data).sort());
}

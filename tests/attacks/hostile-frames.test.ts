import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encoding } from 'lib0';
import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom, type Random } from '#lib/kernel/random.ts';
import { awarenessFrame, syncFrame } from '../../server/rooms/wire.ts';
import type { Workshop } from '../../server/rooms/workshop.ts';
import { amount, patience } from '../soak/amount.ts';
import { attackedRelay } from './attacked-relay.ts';
import type { HonestClient, HostileClient } from './clients.ts';
import { damagedUpdate, grammaticalUpdate, namedAttacks, type Knowledge } from './hostile-updates.ts';

const framesPerRound = 200;
const rounds = amount({ test: 500, soak: 50_000 });
/** Seeds that found something once; they run each time, before the others. */
const pinned: readonly number[] = [];
const firstSeed = 1;
/** A workshop takes two hundred documents. */
const roundsPerWorkshop = 150;
/** Longest that one frame may keep the relay's thread busy, milliseconds of its processor time. */
const longestStall = 100;

/** Rounds until everything is loaded and warm, and what may be kept from then on, MiB. */
const warmUp = 20;
const mostGrowth = 32;

const relay = attackedRelay();
afterAll(() => relay.close());

const slowest = { milliseconds: 0, attack: '' };

type Attack = readonly [name: string, frame: Uint8Array];

function anyAttack(random: Random, known: Knowledge): Attack {
	const wrap = (update: Uint8Array) => syncFrame(random.pick(['update', 'update', 'step2']), update);
	const kind = random.below(100);
	if (kind < 40) return ['after the grammar', wrap(grammaticalUpdate(random, known))];
	if (kind < 75) return ['damaged', wrap(damagedUpdate(random, known))];
	if (kind < 85) {
		const [name, attack] = random.pick(Object.entries(namedAttacks));
		// The large ones now and then, or nothing else would get a turn.
		if (!/thousand|within a value/.test(name) || random.below(80) === 0) return [name, wrap(attack(random, known))];
	}
	const noise = Uint8Array.from({ length: random.below(60) }, () => random.below(256));
	if (kind < 88) return ['a state vector of noise', syncFrame('step1', noise)];
	if (kind < 91) return ['presence of noise', awarenessFrame(noise)];
	if (kind < 94) return ['presence', awarenessFrame(presence(random, known))];
	if (kind < 96) return ['a frame of noise', noise];
	if (kind < 98) return ['a frame cut short', syncFrame('update', noise).subarray(0, 2 + random.below(4))];
	return ['a claim of noise', Uint8Array.of(random.pick([100, 119, 120, 121, 122, 123, 124]), ...noise)];
}

function presence(random: Random, known: Knowledge): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarUint(encoder, random.pick(known.clients));
	encoding.writeVarUint(encoder, random.below(2 ** 31));
	const states = ['null', '{}', '{"user":{"id":"anna","name":"Anna"}}', '[]', '{', '{"__proto__":{"a":1}}', '"x"'];
	encoding.writeVarString(encoder, random.pick(states));
	return encoding.toUint8Array(encoder);
}

/** What is still held after everything that can go has gone, MiB. */
function usedMemory(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return (heapUsed + arrayBuffers) / 1024 ** 2;
}

interface Story {
	readonly anna: HonestClient;
	readonly attackers: HostileClient[];
	readonly seen: string[];
}

async function round(seed: number, workshop: Workshop): Promise<Story> {
	const random = seededRandom(seed);
	const document = `board.r${seed}` as const;
	const anna = await relay.honest(workshop, document, 'anna');
	const come = () => relay.hostile(workshop, document, random.pick(['ben', 'cem']));
	const attackers = [await come(), await come()];
	const seen: string[] = [];
	const clients = () => [anna.doc.clientID, ...Y.decodeStateVector(Y.encodeStateVector(anna.doc)).keys(), 7, 8];
	const clock = (client: number) => Y.getState(anna.doc.store, client);
	write(anna, random, 0);
	await relay.settled();
	for (let i = 0; i < framesPerRound; i++) {
		if (i % 8 === 0) write(anna, random, i);
		if (i % 25 === 0) await relay.settled();
		const at = random.below(attackers.length);
		// After a refusal nothing is looked at any more: a new connection, mostly.
		const isSpent = attackers[at]!.nacks.length > 0 || attackers[at]!.closedWith !== undefined;
		if (isSpent && random.below(4) > 0) attackers.push(...attackers.splice(at, 1, await come()));
		const [name, frame] = anyAttack(random, { clients: clients(), clock, traffic: anna.traffic });
		// Whoever has just come is asked for everything; without an answer their updates are not looked at.
		if (attackers[at]!.sent === 0 && random.below(5) > 0) attackers[at]!.say(syncFrame('step2', Uint8Array.of(0, 0)));
		const milliseconds = attackers[at]!.say(frame);
		if (milliseconds > slowest.milliseconds) Object.assign(slowest, { milliseconds, attack: `${name}, seed ${seed}` });
		seen.push(name);
	}
	await relay.settled();
	return { anna, attackers, seen };
}

function write(anna: HonestClient, random: Random, i: number): void {
	const text = anna.doc.getText('text');
	const cards = anna.doc.getMap('cards');
	if (random.below(3) > 0) text.insert(random.below(text.length + 1), `wort${i} `);
	else if (text.length > 4) text.delete(random.below(text.length - 3), 2);
	cards.set(`karte${random.below(9)}`, new Y.Map([['titel', i]]));
}

async function check(seed: number, { anna, attackers }: Story): Promise<void> {
	const place = `seed ${seed}`;
	// A last SyncStep2 answers for whatever still waits for one.
	for (const attacker of attackers) attacker.say(syncFrame('step2', Uint8Array.of(0, 0)));
	await relay.settled();
	for (const attacker of attackers) {
		if (attacker.closedWith === undefined) expect(attacker.answered, `${place}, answers`).toBe(attacker.sent);
	}
	expect([anna.closedWith, anna.nacks], place).toEqual([undefined, []]);
	expect(anna.isSaved, `${place}, the honest client is saved`).toBe(true);
	await expectStored(anna, `board.r${seed}`, place);
	for (const client of [anna, ...attackers]) client.leave();
	await relay.settled();
}

/** What is on the disk can be loaded row by row, and is what the honest client sees. */
async function expectStored(client: HonestClient, document: string, place: string): Promise<void> {
	const rows = await relay.storage.readLog(client.workshop, document, 0, Infinity);
	const stored = new Y.Doc();
	for (const { update } of rows ?? []) Y.applyUpdate(stored, update);
	expect([stored.store.pendingStructs, stored.store.pendingDs], place).toEqual([null, null]);
	expect(clocksOf(client.doc), place).toEqual(clocksOf(stored));
	expect(client.doc.getText('text').toString(), place).toBe(stored.getText('text').toString());
	expect(client.doc.getMap('cards').toJSON(), place).toEqual(stored.getMap('cards').toJSON());
}

function clocksOf(doc: Y.Doc): [number, number][] {
	return [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b);
}

test(
	'[RELAY-19] hostile frames: everything is answered, nobody else notices, and what is stored can be read',
	{ timeout: patience(120_000) },
	async () => {
		const beside = await relay.workshop('beside');
		const bystander = await relay.honest(beside, 'plan', 'anna');
		await relay.settled();
		const seeds = [...pinned, ...Array.from({ length: rounds }, (_, i) => firstSeed + i)];
		const startedAt = performance.now();
		let workshop = await relay.workshop('w0');
		let before = Infinity;
		for (const [i, seed] of seeds.entries()) {
			if (i > 0 && i % roundsPerWorkshop === 0) {
				await workshop.erase();
				workshop = await relay.workshop(`w${i}`);
			}
			if (i === warmUp) before = usedMemory();
			const story = await round(seed, workshop);
			await check(seed, story);
			bystander.doc.getText('text').insert(0, 'x');
			await relay.settled();
			expect(bystander.isSaved, `seed ${seed}, the workshop beside`).toBe(true);
			expect(relay.faults, `seed ${seed}`).toEqual([]);
		}
		await expectStored(bystander, 'plan', 'the workshop beside');
		const frames = seeds.length * framesPerRound;
		const perSecond = Math.round(frames / ((performance.now() - startedAt) / 1000));
		const grown = usedMemory() - before;
		const stall = `${slowest.milliseconds.toFixed(1)} ms (${slowest.attack})`;
		console.info(`${frames} hostile frames, ${perSecond} per second, ${grown.toFixed(1)} MiB more, slowest: ${stall}`);
		expect(slowest.milliseconds, slowest.attack).toBeLessThan(longestStall);
		expect(grown).toBeLessThan(mostGrowth);
	}
);

// A sealed entry that was answered is there, however the relay's process ends.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BoxPerson } from '../integration/box-people.ts';
import { kill, launch, type Launched } from '../integration/launch.ts';
import { makeWorkshop, temporaryFolder } from '../integration/relay.ts';
import { amount, patience } from '../soak/amount.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: Launched;
const start = async () => void (running = await launch({ DATA_DIR: folder.path, LOG_LEVEL: 'silent' }));

beforeEach(async () => {
	folder = temporaryFolder();
	await start();
});
afterEach(async () => {
	await kill(running.child);
	folder[Symbol.dispose]();
});

const kills = amount({ test: 2, soak: 200 });

test(
	`[BOX-2] [BOX-4] what was answered survives ${kills} times kill -9, sealed and opened`,
	async () => {
		const workshop = await makeWorkshop(running.url);
		const members = [workshop, await workshop.enter('participant'), await workshop.enter('participant')];
		const people = () => members.map((member) => new BoxPerson(running.url, member));
		const box = await people()[0]!.box({ anonymous: true });
		const held = new Map<number, Held>();
		for (let round = 0; round < kills; round++) {
			const enough = 5 + (round % 20);
			const writing = people().map((person, i) => i > 0 && write(person, box, `${round}`, enough, i, held));
			const answers = (await Promise.all(writing)).flatMap((statuses) => statuses || []);
			expect(answers.filter((status) => ![201, 204].includes(status))).toEqual([]);
			await kill(running.child);
			await start();
			for (const [i, person] of people().entries()) {
				const { status, text, etag } = await person.mine(box);
				const answered = held.get(i);
				// What was cut off in the middle may be there instead, as it came later.
				if (answered && etag !== answered.etag) expect(numberOf(text)).toBeGreaterThan(numberOf(answered.text));
				if (status === 200) held.set(i, { text, etag: etag! });
			}
		}
		const [moderator] = people();
		await moderator!.open(box);
		const entries = await moderator!.entries(box);
		await kill(running.child);
		await start();
		expect(await people()[1]!.entries(box)).toEqual(entries);
		expect([...(await people()[2]!.contents(box))].sort()).toEqual([...held.values()].map(({ text }) => text).sort());
	},
	patience(40_000)
);

interface Held {
	/** Round and number within it. */
	readonly text: string;
	readonly etag: string;
}

const numberOf = (text: string) => Number(text.split(' ')[0]) * 1000 + Number(text.split(' ')[1]);

/** Writes again and again until the relay is dead, and kills it after `enough` answers. Gives the answers' statuses. */
async function write(
	person: BoxPerson,
	box: string,
	round: string,
	enough: number,
	who: number,
	held: Map<number, Held>
): Promise<number[]> {
	const statuses: number[] = [];
	for (let n = 0; n < enough + 10; n++) {
		const text = `${round} ${n}`;
		const etag = held.get(who)?.etag;
		const reply = await person.put(box, text, etag === undefined ? 'first' : { etag }).catch(() => undefined);
		if (!reply) break;
		statuses.push(reply.status);
		if (reply.etag) held.set(who, { text, etag: reply.etag });
		if (n === enough) void kill(running.child);
	}
	return statuses;
}

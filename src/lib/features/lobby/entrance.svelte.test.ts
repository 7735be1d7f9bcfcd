import { expect, test } from 'vitest';
import { ok, refused } from '#lib/kernel/result.ts';
import { Entrance, type Door, type DoorAnswer } from './entrance.svelte.ts';

/** A door that gives these answers, one after the other. */
function door(...answers: DoorAnswer[]) {
	const inside: string[] = [];
	const next = async () => answers.shift() ?? refused('offline');
	const made: Door = { knock: next, askAgain: next, goIn: (id) => inside.push(id) };
	return { inside, entrance: new Entrance(made) };
}

const inside = (id: string): DoorAnswer => ok({ id, approvalPending: false, sharing: {} });
const known = { id: 'w', approvalPending: false, sharing: {} };

test('whoever gives a name is in', async () => {
	const { entrance, inside: opened } = door(inside('w'));
	await entrance.enter({ token: 't' }, { name: 'Jonas' });
	expect(opened).toEqual(['w']);
});

test('a wrong code stays in the form, a withdrawn link closes the door', async () => {
	const { entrance } = door(refused('code_unknown'), refused('link_revoked'));
	await entrance.enter({ code: 'ABCDEF' }, { name: 'Jonas' });
	expect(entrance.state).toEqual({ at: 'form', problem: 'code_unknown' });
	await entrance.enter({ token: 't' }, { name: 'Jonas' });
	expect(entrance.state).toEqual({ at: 'closed', why: 'link_revoked' });
});

test('a code that needs approval waits, although it does not know the workshop yet', async () => {
	const { entrance } = door(refused('waiting'), inside('w'));
	await entrance.enter({ code: 'ABCDEF' }, { name: 'Jonas' });
	expect(entrance.state.at).toBe('waiting');
	if (entrance.state.at === 'waiting') expect(await entrance.state.again()).toEqual(inside('w'));
});

test('a known device goes in without a network, and with a link that is of no use any more', async () => {
	const offline = door(refused('offline'));
	await offline.entrance.comeBack(known, 't');
	expect(offline.inside).toEqual(['w']);
	const expired = door(refused('link_expired'), inside('w'));
	await expired.entrance.comeBack(known, 't');
	expect(expired.inside).toEqual(['w']);
});

test('a device that has kept nothing but its cookie goes in by the address alone, and any other is told what it takes', async () => {
	const back = door(inside('w'));
	await back.entrance.recall('w');
	expect(back.inside).toEqual(['w']);
	const unknown = door(refused('unauthenticated'), refused('offline'), refused('kicked'));
	for (const why of ['incomplete', 'offline', 'kicked'] as const) {
		await unknown.entrance.recall('w');
		expect(unknown.entrance.state).toEqual({ at: 'closed', why });
	}
});

test('an erased workshop says so and names the copy on this device', async () => {
	const { entrance, inside: opened } = door(refused('erased'));
	await entrance.comeBack(known);
	expect(entrance.state).toEqual({ at: 'closed', why: 'erased', id: 'w' });
	expect(opened).toEqual([]);
});

test('a workshop that lies only here needs nobody to open it', async () => {
	const { entrance, inside: opened } = door();
	await entrance.comeBack({ ...known, sharing: undefined });
	expect(opened).toEqual(['w']);
});

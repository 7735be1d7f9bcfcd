// What a moderator is asked for, and no more than that.
import { expect, test } from 'vitest';
import { workshop } from '#lib/model/testing/builders.ts';
import { meetingCommands, workshopCommands } from '#lib/model/workshop/workshop-commands.ts';
import { missingFacts } from './missing-facts.ts';

const missingIn = ({ workshop: model }: ReturnType<typeof workshop>) =>
	missingFacts(model.about.get(model.id), model.meetings.all());

test('a new workshop lacks everything but its title and its date', () => {
	expect(missingIn(workshop())).toEqual(['organiser', 'moderation', 'accompaniedBy', 'goal', 'place', 'contact']);
});

test('online is a place', () => {
	const world = workshop();
	world.do(meetingCommands.patch, { id: 'm1', values: { online: true } });
	expect(missingIn(world)).not.toContain('place');
});

test('what has been filled in is not asked for', () => {
	const world = workshop();
	world.do(workshopCommands.patch, { id: world.workshop.id, values: { organiser: 'Amt', contact: { phone: '1' } } });
	expect(missingIn(world)).toEqual(['moderation', 'accompaniedBy', 'goal', 'place']);
});

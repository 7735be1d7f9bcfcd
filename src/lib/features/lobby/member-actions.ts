/** What moderators do with members. The relay decides; what it refuses is said in a notice, and nothing has changed. */
import type { Role } from '#lib/protocol/access.ts';
import { notify } from '#lib/ui/notices.svelte.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';
import { failureText } from '#lib/ui/failure-text.ts';

export interface MemberActions {
	approve(person: string): Promise<void>;
	rename(person: string, name: string): Promise<void>;
	setRole(person: string, role: Role): Promise<void>;
	remove(person: string): Promise<void>;
}

type Relay = NonNullable<WorkshopContext['session']['relay']>;
type Answer = Awaited<ReturnType<Relay['removeParticipant']>> | Awaited<ReturnType<Relay['changeParticipant']>>;

export function memberActions(context: WorkshopContext): MemberActions {
	const ask = async (request: (relay: Relay) => Promise<Answer>): Promise<void> => {
		const { relay } = context.session;
		if (!relay) return;
		const answer = await request(relay);
		if (!answer.ok) notify({ text: failureText(answer.reason), tone: 'warning' });
	};
	return {
		approve: (person) => ask((relay) => relay.changeParticipant(person, { approved: true })),
		rename: (person, name) => ask((relay) => relay.changeParticipant(person, { name })),
		setRole: (person, role) => ask((relay) => relay.changeParticipant(person, { role })),
		remove: (person) => ask((relay) => relay.removeParticipant(person))
	};
}

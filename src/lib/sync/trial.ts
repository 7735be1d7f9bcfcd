/**
 * Trying the participants' view: a moderator's tab opens the same workshop once more, as somebody else. That somebody is
 * a participant like any other, on a device of their own (`Environment.trial`), and is removed again at the end.
 */
import { assert } from '#lib/kernel/assert.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { Device } from './device.ts';
import { LocalDevice } from './local-device.ts';
import type { RelayFailure } from './relay-http.ts';

/** Token of a link for participants, found or made with the moderator's rights. */
export async function trialToken(moderators: Device, workshop: string): Promise<Result<string, RelayFailure>> {
	const known = await moderators.workshop(workshop);
	const kept = known?.sharing?.links?.participant;
	if (kept) return ok(tokenOf(kept));
	const relay = relayOf(moderators, workshop);
	const listed = await relay.links();
	if (!listed.ok) return listed;
	const found = listed.value.find((link) => link.role === 'participant' && !link.revoked && link.url)?.url;
	if (found) return ok(tokenOf(found));
	const made = await relay.makeLink({ role: 'participant' });
	if (!made.ok) return made;
	return made.value.url ? ok(tokenOf(made.value.url)) : refused('unavailable');
}

/** Removes the participant on trial, from the workshop with the moderator's rights and from the device of the trial. */
export async function endTrial(moderators: Device, trial: Device, workshop: string): Promise<void> {
	const known = await trial.workshop(workshop);
	// Without a network the person stays in the list of people, where a moderator can remove them.
	if (known) await relayOf(moderators, workshop).removeParticipant(known.participant);
	await trial.forget(workshop);
}

function relayOf(device: Device, workshop: string) {
	assert(device instanceof LocalDevice, 'a device comes from openDevice');
	return device.ports.http.workshop(workshop);
}

function tokenOf(link: string): string {
	return new URL(link).hash.slice(1);
}

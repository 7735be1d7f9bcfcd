import { ownDevice, thisDevice } from '../../this-device.ts';
import { beginTrial, isOnTrial, trialFragment } from '../../trial.ts';

/** What this device is in the workshop, and what its person said of themselves last time. */
export async function load({ params: { workshop } }: { readonly params: { readonly workshop: string } }) {
	if (location.hash === `#${trialFragment}`) beginTrial(workshop);
	const device = await thisDevice(workshop);
	const [found, [last], wasErased] = await Promise.all([
		device.find(workshop),
		device.workshops(),
		device.wasErased(workshop)
	]);
	// Nobody is asked at the door who they are while this device may know it.
	if (!found.ok) throw new Error('The store of this device does not answer.');
	const here = found.value;
	return { here, wasErased, known: here?.me ?? last?.me, trial: here ? undefined : await tokenOnTrial(workshop) };
}

async function tokenOnTrial(workshop: string) {
	if (!isOnTrial(workshop)) return undefined;
	const { trialToken } = await import('#lib/sync/trial.ts');
	return trialToken(await ownDevice(), workshop);
}

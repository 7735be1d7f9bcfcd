import { ownDevice, thisDevice } from '../../this-device.ts';
import { beginTrial, isOnTrial, trialFragment } from '../../trial.ts';

/** What this device is in the workshop, and what its person said of themselves last time. */
export async function load({ params: { workshop } }: { readonly params: { readonly workshop: string } }) {
	if (location.hash === `#${trialFragment}`) beginTrial(workshop);
	const device = await thisDevice(workshop);
	const [here, [last], wasErased] = await Promise.all([
		device.workshop(workshop),
		device.workshops(),
		device.wasErased(workshop)
	]);
	return { here, wasErased, known: here?.me ?? last?.me, trial: here ? undefined : await tokenOnTrial(workshop) };
}

async function tokenOnTrial(workshop: string) {
	if (!isOnTrial(workshop)) return undefined;
	const { trialToken } = await import('#lib/sync/trial.ts');
	return trialToken(await ownDevice(), workshop);
}

import { thisDevice } from '../../this-device.ts';

/** What this device is in the workshop, and what its person said of themselves last time. */
export async function load({ params }: { readonly params: { readonly workshop: string } }) {
	const device = await thisDevice();
	const [here, [last]] = await Promise.all([device.workshop(params.workshop), device.workshops()]);
	return { here, known: here?.me ?? last?.me };
}

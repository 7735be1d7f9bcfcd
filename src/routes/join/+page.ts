import { ownDevice } from '../this-device.ts';

/** What this person said of themselves last time. */
export async function load() {
	const [last] = await (await ownDevice()).workshops();
	return { known: last?.me };
}

import { ownDevice } from '../this-device.ts';

/** What this person was called last time. */
export async function load() {
	const [last] = await (await ownDevice()).workshops();
	return { name: last?.me.name };
}

import { ownDevice } from './this-device.ts';

export async function load() {
	const device = await ownDevice();
	return { device, workshops: await device.workshops() };
}

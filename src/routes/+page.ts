import { thisDevice } from './this-device.ts';

export async function load() {
	const device = await thisDevice();
	return { device, workshops: await device.workshops() };
}

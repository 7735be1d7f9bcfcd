/** Opens a workshop that this device is in, together with the frame it is shown in; both are loaded only now. */
import { thisDevice } from '../../this-device.ts';

/** `undefined`: the way leads through the door first. Throws when the device does not say what it knows. */
export async function openWorkshop(id: string) {
	const [device, { openSession }, { default: Frame }] = await Promise.all([
		thisDevice(id),
		import('#lib/sync/open-session.ts'),
		import('./WorkshopFrame.svelte')
	]);
	const known = await device.find(id);
	if (known.ok && (!known.value || known.value.approvalPending)) return undefined;
	const opened = await openSession(device, id);
	if (!opened.ok && opened.reason === 'unavailable') throw new Error('The store of this device does not answer.');
	if (!opened.ok) return undefined;
	await opened.value.loaded('stage');
	return { session: opened.value, Frame };
}

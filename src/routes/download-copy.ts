/** Opens a workshop only to save a copy of it. */
import { ownDevice } from './this-device.ts';

export async function downloadCopy(id: string): Promise<void> {
	const device = await ownDevice();
	const [{ openSession }, { exportCopy, loadEverything }] = await Promise.all([
		import('#lib/sync/open-session.ts'),
		import('#lib/features/saving/index.ts')
	]);
	const opened = await openSession(device, id);
	if (!opened.ok) return;
	const session = opened.value;
	try {
		await loadEverything(session);
		await exportCopy(session);
	} finally {
		await session.close();
	}
}

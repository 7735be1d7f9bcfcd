/** A new workshop on this device, filled and kept, before anything is shown of it. */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { beginningOf, fillWorkshop, type Draft } from '#lib/features/start/index.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { ownDevice } from '../this-device.ts';

/** The new workshop's id, or a sentence; then nothing is left of the attempt. */
export async function createFrom(draft: Draft): Promise<Result<string, string>> {
	const file = await beginningOf(draft);
	if (!file) return refused(language.t.start.new.templateMissing);
	const device = await ownDevice();
	const name = draft.name.trim();
	const { id } = await device.create({ title: draft.finalTitle, me: name ? { name } : {} });
	try {
		const { openSession } = await import('#lib/sync/open-session.ts');
		const opened = await openSession(device, id);
		if (!opened.ok) throw new Error('a workshop that was just made is not known');
		await opened.value.loaded('stage');
		await opened.value.keepImported(await fillWorkshop(opened.value.workshop, file));
		await opened.value.flush();
		await opened.value.close();
		return ok(id);
	} catch (cause) {
		console.error(cause);
		await device.forget(id);
		return refused(language.t.start.file.failed.unreadable);
	}
}

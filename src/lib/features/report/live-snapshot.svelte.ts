/**
 * The whole workshop as it is now, for the preview: read again after changes, but calmly, at most every 150 ms, so that
 * forty people who type do not make the paper flicker.
 */
import { takeSnapshot, type WorkshopSnapshot } from '#lib/model/snapshot.ts';
import { watchDocuments } from '#lib/model/watch-documents.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

const calm = 150;

/** Call while a component is made; it watches as long as the component lives. */
export function liveSnapshot(context: WorkshopContext): { readonly current: WorkshopSnapshot } {
	const { workshop } = context;
	let read = $state.raw(takeSnapshot(workshop));
	$effect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const readSoon = () => {
			timer ??= setTimeout(() => {
				timer = undefined;
				read = takeSnapshot(workshop);
			}, calm);
		};
		// Seats and raised hands are not in the report.
		const isInReport = (name: string) => !name.startsWith('room.');
		const stop = watchDocuments(workshop.documents, isInReport, readSoon);
		readSoon();
		return () => {
			stop();
			clearTimeout(timer);
		};
	});
	const current = $derived({ ...read, people: context.people });
	return {
		get current() {
			return current;
		}
	};
}

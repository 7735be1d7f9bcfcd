/**
 * What a page of an open workshop needs, handed down by typed context from the workshop's layout. Features take the
 * workshop from here and import neither sync nor each other.
 */
import { getContext, setContext } from 'svelte';
import type { WorkshopContext } from './workshop-context.svelte.ts';

const key = Symbol('workshop');

export function provideWorkshop(context: WorkshopContext): WorkshopContext {
	return setContext(key, context);
}

/** The open workshop. Throws outside the pages of a workshop. */
export function useWorkshop(): WorkshopContext {
	const context = getContext<WorkshopContext | undefined>(key);
	if (!context) throw new Error('Assumption broken: useWorkshop() is called below the layout of a workshop');
	return context;
}

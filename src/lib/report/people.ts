/** How a report names a person: by name, by the group they speak for, or not at all. */
import type { CardRecord } from '#lib/model/cards/card.ts';
import type { ReportContext } from './context.ts';
import { oneLine } from './inline.ts';

/** Who a card comes from; a card written for somebody comes from them. Empty where nothing is to be said. */
export function cardAuthor(context: ReportContext, card: CardRecord): string {
	const author = card.for ?? card.author;
	if (context.showAuthors === 'none') return '';
	if (context.showAuthors === 'name') return personName(context, author);
	return perspectiveName(context, card.perspective ?? personOf(context, author)?.perspective);
}

/** Empty unless the report names people. */
export function personName(context: ReportContext, id: string | undefined): string {
	return context.showAuthors === 'name' ? oneLine(personOf(context, id)?.name ?? '') : '';
}

function personOf({ snapshot }: ReportContext, id: string | undefined) {
	return id === undefined ? undefined : snapshot.people.find((person) => person.id === id);
}

function perspectiveName({ snapshot }: ReportContext, id: string | undefined): string {
	return oneLine(snapshot.perspectives.find((perspective) => perspective.id === id)?.name ?? '');
}

/** What a link asks for and how long it holds, in a few words; for the list of links and beside the one shown large. */
import type { LinkSummary } from '#lib/protocol/http.ts';
import { language } from '#lib/ui/language.svelte.ts';

/** Empty for a link that asks for nothing. */
export function linkTerms({ approval, expires, usesLeft }: LinkSummary): readonly string[] {
	const { links } = language.t.people;
	const words = [
		approval && links.approval,
		expires && links.until(moment(expires)),
		usesLeft !== undefined && links.uses(usesLeft)
	];
	return words.filter((word) => typeof word === 'string' && word !== '') as readonly string[];
}

export function moment(iso: string): string {
	const at = new Date(iso);
	return `${language.format.dateShort(at)}, ${language.format.time(at)}`;
}

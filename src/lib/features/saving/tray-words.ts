/** What was tried and why it was not accepted, in words. */
import { language } from '#lib/ui/language.svelte.ts';
import type { TrayItem } from './tray-actions.ts';

type Words = typeof language.t.tray;
type Thing = keyof Words['things'];
type Deed = keyof Words['deeds'];

/** Commands that are called by what they do, not by a verb and a thing. */
const others: Readonly<Record<string, readonly [Thing, Deed]>> = {
	moveCards: ['card', 'move'],
	setCardsAside: ['card', 'move'],
	groupCards: ['cluster', 'add'],
	dissolveCluster: ['cluster', 'remove'],
	mergeClusters: ['cluster', 'edit'],
	takeSeat: ['seat', 'edit'],
	foundWorkshop: ['workshop', 'add']
};

export function whatOf(item: TrayItem): string {
	const t = language.t.tray;
	if (item.kind === 'note') return t.noteText;
	if (item.kind === 'words') return t.unknownChange;
	const [thing, deed] = Object.hasOwn(others, item.name) ? others[item.name]! : partsOf(item.name, t);
	return thing && deed ? `${t.things[thing]}: ${t.deeds[deed]}` : t.unknownChange;
}

export function whyOf(item: TrayItem): string {
	const { errors } = language.t;
	const why = errors.refused[item.code];
	return item.refusal ? `${why} ${errors.command[item.refusal]}` : why;
}

/** `patchMeasure` is a measure, edited. */
function partsOf(name: string, t: Words): readonly [Thing, Deed] | readonly [] {
	const [, verb = '', noun = ''] = /^(add|edit|patch|remove)([A-Z]\w*)$/.exec(name) ?? [];
	const thing = noun.charAt(0).toLowerCase() + noun.slice(1);
	const deed = verb === 'patch' ? 'edit' : verb;
	return Object.hasOwn(t.things, thing) && Object.hasOwn(t.deeds, deed) ? [thing as Thing, deed as Deed] : [];
}

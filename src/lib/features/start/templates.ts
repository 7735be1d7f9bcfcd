/** The templates of the gallery, in its order. Their files are `/templates/<id>.werktisch.json`, their words in i18n. */
import CalendarSync from '@lucide/svelte/icons/calendar-sync';
import Hammer from '@lucide/svelte/icons/hammer';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Square from '@lucide/svelte/icons/square-dashed';
import Sunrise from '@lucide/svelte/icons/sunrise';
import type { IconComponent } from '#lib/ui/icon.ts';

export const templateIds = ['ideas', 'topics', 'series', 'kickoff', 'empty'] as const;
export type TemplateId = (typeof templateIds)[number];

export const templateIcons: Readonly<Record<TemplateId, IconComponent>> = {
	ideas: Hammer,
	topics: MessagesSquare,
	series: CalendarSync,
	kickoff: Sunrise,
	empty: Square
};

/** Owners as people say them: „Kammer Berlin und wir“. */
import type { Locale } from '#lib/i18n/locales.ts';
import { locales } from '#lib/i18n/locales.ts';
import type { Messages } from '#lib/i18n/translate.ts';
import type { Owner } from '#lib/model/plan/measure.ts';

export function ownerName(owner: Owner, messages: Messages): string {
	return owner.kind === 'us' ? (owner.name ?? messages.plan.owner.us) : (owner.name ?? '');
}

/** Empty for nobody. */
export function ownersText(owners: readonly Owner[], messages: Messages, locale: Locale): string {
	const names = owners.map((owner) => ownerName(owner, messages)).filter(Boolean);
	return new Intl.ListFormat(locales[locale].tag, { type: 'conjunction' }).format(names);
}

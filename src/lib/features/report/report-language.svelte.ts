/** The words of the report, in the language of the workshop; until they are loaded, those of the interface. */
import type { Locale } from '#lib/i18n/locales.ts';
import { messagesFor, type Messages } from '#lib/i18n/translate.ts';
import { language } from '#lib/ui/language.svelte.ts';

export interface ReportWords {
	readonly locale: Locale;
	readonly messages: Messages;
}

/** Call while a component is made. */
export function reportLanguage(wanted: () => Locale | undefined): { readonly current: ReportWords } {
	let loaded = $state.raw<ReportWords>();
	$effect(() => {
		const locale = wanted() ?? language.locale;
		let isWanted = true;
		messagesFor(locale).then(
			(messages) => {
				if (isWanted) loaded = { locale, messages };
			},
			(cause: unknown) => console.warn('language of the report not loaded', locale, cause)
		);
		return () => (isWanted = false);
	});
	return {
		get current() {
			const locale = wanted() ?? language.locale;
			if (locale === language.locale) return { locale, messages: language.t };
			return loaded ?? { locale: language.locale, messages: language.t };
		}
	};
}

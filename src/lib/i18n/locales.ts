/**
 * The languages of the interface. A new one needs a line here, a file beside `messages/de.ts` and a loader in
 * `translate.ts`; the compiler names every sentence that is missing.
 */

/** `tag` is what Intl and the `lang` attribute understand; two locales may share it. */
export const locales = {
	de: { tag: 'de', name: 'Deutsch' },
	en: { tag: 'en-GB', name: 'English' }
} as const;

export type Locale = keyof typeof locales;

export const defaultLocale: Locale = 'de';

export function isLocale(value: unknown): value is Locale {
	return typeof value === 'string' && Object.hasOwn(locales, value);
}

/** The first of the reader's preferred languages that we speak; English for those who read none of ours. */
export function preferredLocale(languages: readonly string[]): Locale {
	for (const language of languages) {
		const primary = language.toLowerCase().split('-')[0];
		if (isLocale(primary)) return primary;
	}
	return languages.length > 0 ? 'en' : defaultLocale;
}

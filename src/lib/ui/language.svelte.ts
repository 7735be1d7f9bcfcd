/**
 * The language of the interface, as runes: `language.t` are the messages, `language.format` writes dates and numbers.
 * Kept on this device; the root layout calls `startLanguage` before anything is shown.
 */
import { formatsFor, type Formats } from '#lib/i18n/format.ts';
import { defaultLocale, isLocale, locales, preferredLocale, type Locale } from '#lib/i18n/locales.ts';
import { messagesFor, sourceMessages, type Messages } from '#lib/i18n/translate.ts';
import { readSetting, writeSetting } from './settings.ts';

class Language {
	locale = $state<Locale>(defaultLocale);
	t = $state.raw<Messages>(sourceMessages);
	readonly format: Formats = $derived(formatsFor(this.locale));
	/** For `lang` attributes and Intl. */
	readonly tag: string = $derived(locales[this.locale].tag);
}

export const language = new Language();

/** Resolves when the words are there; stays with the present language when the other one cannot be loaded. */
export async function setLocale(locale: Locale): Promise<void> {
	const messages = await messagesFor(locale);
	language.t = messages;
	language.locale = locale;
	document.documentElement.lang = locales[locale].tag;
	writeSetting('language', locale);
}

/** The reader's own choice on this device, else what the browser prefers. Never rejects. */
export async function startLanguage(): Promise<void> {
	const kept = readSetting('language');
	const locale = isLocale(kept) ? kept : preferredLocale(navigator.languages);
	document.documentElement.lang = language.tag;
	if (locale === language.locale) return;
	try {
		language.t = await messagesFor(locale);
		language.locale = locale;
		document.documentElement.lang = locales[locale].tag;
	} catch (cause) {
		// Offline and never loaded before: German words are better than none.
		console.warn('language not loaded', locale, cause);
	}
}

/**
 * The language of the interface, as runes: `language.t` are the messages, `language.format` writes dates and numbers.
 * Kept on this device. The root layout waits for `startLanguage` before anything is shown, so that `t` is always there.
 */
import { formatsFor, type Formats } from '#lib/i18n/format.ts';
import { defaultLocale, isLocale, locales, preferredLocale, type Locale } from '#lib/i18n/locales.ts';
import { messagesFor, type Messages } from '#lib/i18n/translate.ts';
import { readSetting, writeSetting } from './settings.ts';

class Language {
	locale = $state<Locale>(defaultLocale);
	t = $state.raw({} as Messages);
	readonly format: Formats = $derived(formatsFor(this.locale));
	/** For `lang` attributes and Intl. */
	readonly tag: string = $derived(locales[this.locale].tag);
}

export const language = new Language();

/** Resolves when the words are there; stays with the present language when the other one cannot be loaded. */
export async function setLocale(locale: Locale): Promise<void> {
	await show(locale);
	writeSetting('language', locale);
}

let started: Promise<void> | undefined;

/**
 * Fetches the words once, however often it is called: in the reader's own choice on this device, else in what the browser
 * prefers. Rejects when no language can be loaded at all.
 */
export function startLanguage(): Promise<void> {
	return (started ??= start().catch((cause: unknown) => {
		started = undefined;
		throw cause;
	}));
}

async function start(): Promise<void> {
	const kept = readSetting('language');
	const wanted = isLocale(kept) ? kept : preferredLocale(navigator.languages);
	try {
		await show(wanted);
	} catch (cause) {
		// Offline and never loaded before: words of another language are better than none.
		console.warn('language not loaded', wanted, cause);
		await show(wanted === defaultLocale ? 'en' : defaultLocale);
	}
}

async function show(locale: Locale): Promise<void> {
	language.t = await messagesFor(locale);
	language.locale = locale;
	document.documentElement.lang = locales[locale].tag;
}

/**
 * Messages of a locale. German is the source of the others; every language is a chunk of its own, so that nobody loads a
 * language they do not read.
 */
import type { Locale } from './locales.ts';
import type { Messages } from './messages/de.ts';

export type { Messages };

const loaders: Record<Locale, () => Promise<Messages>> = {
	de: () => import('./messages/de.ts').then(({ de }) => de),
	en: () => import('./messages/en.ts').then(({ en }) => en)
};

/** Rejects when the language's chunk cannot be loaded; whoever asked then keeps what is on the screen. */
export async function messagesFor(locale: Locale): Promise<Messages> {
	return loaders[locale]();
}

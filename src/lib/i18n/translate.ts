/**
 * Messages of a locale. German is the source and always there; every other language is a chunk of its own.
 */
import { de, type Messages } from './messages/de.ts';
import type { Locale } from './locales.ts';

export type { Messages };

const loaders: Record<Locale, () => Messages | Promise<Messages>> = {
	de: () => de,
	en: () => import('./messages/en.ts').then(({ en }) => en)
};

/** Rejects when the language's chunk cannot be loaded; whoever asked then keeps what is on the screen. */
export async function messagesFor(locale: Locale): Promise<Messages> {
	return loaders[locale]();
}

export { de as sourceMessages };

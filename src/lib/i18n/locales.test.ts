import { expect, it } from 'vitest';
import { preferredLocale } from './locales.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';

it('the first language of the reader that we speak is chosen', () => {
	expect(preferredLocale(['de-AT', 'en'])).toBe('de');
	expect(preferredLocale(['fr-FR', 'en-US', 'de'])).toBe('en');
	expect(preferredLocale(['tr'])).toBe('en');
	expect(preferredLocale([])).toBe('de');
});

/** Paths of all sentences, functions with the number of what they need. */
function sentences(value: unknown, path = ''): string[] {
	if (typeof value === 'string') return [path];
	if (typeof value === 'function') return [`${path}(${value.length})`];
	return Object.entries(value as object).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`));
}

it('every language has the same sentences, with the same parameters', () => {
	expect(sentences(en).sort()).toEqual(sentences(de).sort());
});

it('no sentence shouts, is empty or addresses the reader as Du', () => {
	const texts = (value: unknown): string[] =>
		typeof value === 'string'
			? [value]
			: typeof value === 'object' && value !== null
				? Object.values(value).flatMap(texts)
				: [];
	for (const text of texts(de)) {
		expect(text.trim()).not.toBe('');
		expect(text).not.toMatch(/!|\b(du|dein|deine|dir|dich)\b/i);
	}
});

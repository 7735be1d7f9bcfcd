import { expect, test } from 'vitest';
import { plain } from './choices.ts';

test('a search finds words whatever their accents, capitals and gender forms', () => {
	expect(plain('Botschafter*innen')).toContain(plain('botschafterinnen'));
	expect(plain('Botschafter:innen')).toBe(plain('Botschafter_innen'));
	expect(plain('Übergänge')).toContain(plain('ubergang'));
	expect(plain('5 * 3')).toBe('5 * 3');
});

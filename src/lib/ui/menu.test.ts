import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials.ts';
import { itemAfterKey } from './menu.ts';

describe('keys in a menu', () => {
	const labels = ['Bearbeiten', 'Gruppieren mit …', 'Gelb', 'Löschen'];

	it('arrows walk and go round', () => {
		expect(itemAfterKey('ArrowDown', 3, labels)).toBe(0);
		expect(itemAfterKey('ArrowUp', 0, labels)).toBe(3);
		expect(itemAfterKey('ArrowDown', -1, labels)).toBe(0);
		expect(itemAfterKey('End', 0, labels)).toBe(3);
	});

	it('a letter goes to the next item that begins with it', () => {
		expect(itemAfterKey('g', 0, labels)).toBe(1);
		expect(itemAfterKey('G', 1, labels)).toBe(2);
		expect(itemAfterKey('x', 0, labels)).toBeUndefined();
	});

	it('other keys mean nothing, and an empty menu has no place to go', () => {
		expect(itemAfterKey('Enter', 0, labels)).toBeUndefined();
		expect(itemAfterKey(' ', 0, labels)).toBeUndefined();
		expect(itemAfterKey('ArrowDown', -1, [])).toBeUndefined();
	});
});

describe('initials', () => {
	it('are of the first and the last word', () => {
		expect(initialsOf('Mara Lindner')).toBe('ML');
		expect(initialsOf('Anne-Kathrin von der Müller-Lüdenscheidt')).toBe('AM');
		expect(initialsOf('  jo ')).toBe('J');
		expect(initialsOf('Çiğdem (Öz)')).toBe('ÇÖ');
		expect(initialsOf('– ?')).toBe('');
	});
});

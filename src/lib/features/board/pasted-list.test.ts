import { describe, expect, test } from 'vitest';
import { pastedList } from './pasted-list.ts';

describe('a pasted text', () => {
	test('of one line is not a list', () => {
		expect(pastedList('One idea\n')).toBeUndefined();
		expect(pastedList('')).toBeUndefined();
	});

	test('of several lines is one card for each, without bullets, numbers and empty lines', () => {
		expect(pastedList('- A\r\n\r\n• B\n 3. C\n4) D\n[ ] E\n- [x] F')).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
	});

	test('keeps stars, dashes and figures that belong to the words', () => {
		expect(pastedList('Botschafter*innen\n2023 beginnen\n-5 Grad')).toEqual([
			'Botschafter*innen',
			'2023 beginnen',
			'-5 Grad'
		]);
	});
});

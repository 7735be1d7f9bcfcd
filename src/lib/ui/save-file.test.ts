import { expect, test } from 'vitest';
import { fileName } from './save-file.ts';

test('a title becomes a file name that every system can write', () => {
	expect(fileName('Botschafter*innen: was nun?', '.json')).toBe('Botschafter innen was nun.json');
	expect(fileName('../..', '.json')).toBe('werktisch.json');
	expect(fileName('', '.json')).toBe('werktisch.json');
});

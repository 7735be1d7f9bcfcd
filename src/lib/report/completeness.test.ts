// What stands in the snapshot stands in the report, unless it is known here why not.
import { expect, test } from 'vitest';
import { de } from '#lib/i18n/messages/de.ts';
import { buildReport } from './build-report.ts';
import { ideenschmiedeTwice } from './testing/ideenschmiede.ts';

/** Keys, ids and values that are printed in words of their own. */
const notWords = new Set(
	'id order language meeting table section cluster author for perspective colour from kept seats role at audience host'.split(
		' '
	)
);
const printedInWords = new Set(
	'date start value repeats state agreement kind certainty type file href level'.split(' ')
);

test('every word of the workshop is in the full documentation', () => {
	const snapshot = ideenschmiedeTwice();
	const report = buildReport(snapshot, {
		locale: 'de',
		messages: de,
		made: '2022-11-30',
		showAuthors: 'name',
		audience: 'internal'
	});
	const printed = squeezed(wordsIn(report.blocks).join(' '));
	// People who wrote nothing and lead no table are counted, not named; so are their organisations and perspectives.
	const written = {
		...snapshot,
		people: [],
		perspectives: [],
		meetings: snapshot.meetings.map(({ outline: _, ...meeting }) => meeting)
	};
	const missing = wordsIn(written).filter((words) => !printed.includes(squeezed(words)));
	expect(missing).toEqual([]);
});

function wordsIn(value: unknown, key = ''): readonly string[] {
	if (notWords.has(key) || printedInWords.has(key)) return [];
	if (typeof value === 'string') return value.split('\n');
	if (Array.isArray(value)) return value.flatMap((item) => wordsIn(item, key));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, item]) => wordsIn(item, name));
}

function squeezed(text: string): string {
	return text.replace(/\s+/g, '');
}

import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const common = {
	productName: 'Werktisch',
	documentTitle: (page: string, workshop?: string) =>
		workshop ? `${page} · ${workshop} · Werktisch` : `${page} · Werktisch`,
	add: 'Add',
	apply: 'Apply',
	back: 'Back',
	cancel: 'Cancel',
	change: 'Change',
	close: 'Close',
	copied: 'Copied',
	copy: 'Copy',
	copyFailed: 'Copying did not work. Please select the text and copy it by hand.',
	create: 'Create',
	delete: 'Delete',
	details: 'Details',
	done: 'Done',
	download: 'Download',
	edit: 'Edit',
	loading: 'Loading',
	more: 'More',
	moreActions: (what: string) => `More for: ${what}`,
	next: 'Next',
	no: 'No',
	none: 'Not given',
	open: 'Open',
	optional: 'optional',
	print: 'Print',
	remove: 'Remove',
	removeItem: (what: string) => `Remove ${what}`,
	rename: 'Rename',
	retry: 'Try again',
	save: 'Save',
	search: 'Search',
	show: 'Show',
	undo: 'Undo',
	undone: 'Undone',
	redo: 'Redo',
	untitled: 'Untitled',
	yes: 'Yes',
	charactersLeft: (count: number) =>
		many(count, { zero: 'No characters left', one: '# character left', other: '# characters left' }),
	charactersTooMany: (count: number) => many(count, { one: '# character too many', other: '# characters too many' }),
	people: (count: number) => many(count, { zero: 'Nobody', one: '# person', other: '# people' }),
	suggestions: (count: number) => many(count, { zero: 'No suggestions', one: '# suggestion', other: '# suggestions' })
} satisfies Messages['common'];

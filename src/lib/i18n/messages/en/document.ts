import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const document = {
	title: 'Document',
	lead: 'It writes itself: what stands on cards, at tables and in the plan appears here.',
	preview: 'Preview',
	export: 'Download',
	exportAs: (format: string) => `Download as ${format}`,
	formats: {
		docx: { name: 'Word', hint: 'For further editing (.docx)' },
		markdown: { name: 'Markdown', hint: 'Plain text (.md)' },
		json: { name: 'Workshop file', hint: 'Everything, to keep and open again (.json)' }
	},
	print: 'Print or save as PDF',
	preparing: 'Making the file',
	ready: (name: string) => `${name} has been downloaded.`,
	failed: 'The file could not be made. Nothing in the workshop has changed; another format may work.',
	tools: 'Download and settings',
	editDetails: 'Edit the facts',
	missing: 'Still missing',
	fillIn: (fact: string) => `Add: ${fact}`,
	choice: {
		title: 'What is in it',
		authors: 'On the cards',
		authorForms: { name: 'Names', perspective: 'Perspectives', none: 'Nothing' },
		audience: 'For whom',
		audiences: { internal: 'Internal', participants: 'Participants', public: 'The public' },
		withheld: (count: number) =>
			many(count, { one: '# measure is not in this version.', other: '# measures are not in this version.' }),
		parts: 'Parts',
		part: {
			facts: 'Facts and numbers',
			goal: 'Goal and hypothesis',
			board: 'Contributions',
			tables: 'Topic tables',
			decisions: 'Decisions',
			plan: 'Action plan',
			contact: 'Contact'
		},
		meetings: 'Meetings'
	},
	details: {
		title: 'About the workshop',
		workshopTitle: 'Title',
		subtitle: 'Subtitle',
		when: 'When and where',
		meetingTitle: 'Topic',
		date: 'Date',
		start: 'Start',
		minutes: 'Length in minutes',
		place: 'Place',
		online: 'Online',
		organiser: 'Organised by',
		moderation: 'Moderated by',
		accompaniedBy: 'Accompanied by',
		goal: 'Goal',
		hypothesis: 'Starting hypothesis',
		attendance: 'People present',
		attendanceHint: 'Leave empty and the workshop counts by itself.',
		contact: 'Contact',
		contactName: 'Name',
		contactOrganisation: 'Organisation',
		contactEmail: 'E-mail',
		contactPhone: 'Telephone'
	},
	empty: {
		title: 'Nothing to document yet',
		text: 'The first cards or measures will appear here by themselves.'
	}
} satisfies Messages['document'];

import type { Messages } from '../de.ts';

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
	details: {
		title: 'About the workshop',
		workshopTitle: 'Title',
		subtitle: 'Subtitle',
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

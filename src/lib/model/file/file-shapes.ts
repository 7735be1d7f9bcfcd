/**
 * The workshop file as data: which fields an object has, in the order in which they are written, what type they are, and
 * which must be there. The parser checks against it, the export orders by it; the compiler compares it with the types in
 * workshop-file.ts, a test with the published JSON Schema.
 *
 * Where a meaning is not settled (sheets, running formats, pictures) any JSON is accepted.
 */
import type * as File from './workshop-file.ts';

export type FieldShape =
	| { readonly kind: 'string' | 'number' | 'boolean' | 'any' | 'note'; readonly required?: boolean }
	/** The object's own id. */
	| { readonly kind: 'id'; readonly required?: boolean }
	| { readonly kind: 'list'; readonly of: FieldShape; readonly required?: boolean }
	| { readonly kind: 'object'; readonly fields: ObjectShape; readonly required?: boolean };

export type ObjectShape = Readonly<Record<string, FieldShape>>;

/** Exactly the fields of a type: one forgotten or too many does not compile. */
type ShapeOf<Type> = { readonly [Field in keyof Type]-?: FieldShape };

const string = { kind: 'string' } as const;
const number = { kind: 'number' } as const;
const boolean = { kind: 'boolean' } as const;
const any = { kind: 'any' } as const;
const id = { kind: 'id', required: true } as const;
const required = <Field extends FieldShape>(field: Field) => ({ ...field, required: true }) as const;
const list = (of: FieldShape) => ({ kind: 'list', of }) as const;
const object = (fields: ObjectShape) => ({ kind: 'object', fields }) as const;
const strings = list(string);

export const perspectiveShape = { id, name: required(string), colour: string } satisfies ShapeOf<File.FilePerspective>;

export const workshopShape = {
	id: { kind: 'id' },
	title: required(string),
	subtitle: string,
	language: string,
	organiser: string,
	moderation: string,
	accompaniedBy: string,
	contact: object({
		name: string,
		organisation: string,
		email: string,
		phone: string
	} satisfies ShapeOf<File.FileContact>),
	goal: string,
	hypothesis: string,
	hypothesisHistory: list(object({ at: required(string), text: required(string) })),
	perspectives: list(object(perspectiveShape)),
	regions: list(object({ id, name: required(string) })),
	report: object({})
} satisfies ShapeOf<File.FileWorkshop>;

export const personShape = {
	id,
	name: string,
	organisation: string,
	perspective: string,
	region: string,
	role: string
} satisfies ShapeOf<File.FilePerson>;

export const sectionShape = {
	id,
	prompt: required(string),
	table: string,
	pictures: list(any)
} satisfies ShapeOf<File.FileSection>;

export const tableShape = {
	id,
	title: required(string),
	question: string,
	host: string,
	seats: number,
	note: { kind: 'note' },
	state: string,
	attendance: number,
	results: list(any),
	pictures: list(any)
} satisfies ShapeOf<File.FileTable>;

export const clusterShape = {
	id,
	section: required(string),
	title: string,
	colour: string
} satisfies ShapeOf<File.FileCluster>;

export const cardShape = {
	id,
	section: required(string),
	cluster: string,
	text: required(string),
	author: string,
	for: string,
	perspective: string,
	colour: string,
	picture: string,
	x: number,
	y: number,
	at: string,
	setAside: boolean,
	comments: list(object({ author: string, text: required(string), at: string })),
	reactions: list(object({ kind: required(string), by: list(any) }))
} satisfies ShapeOf<File.FileCard>;

export const meetingShape = {
	id,
	title: string,
	date: string,
	start: string,
	minutes: number,
	place: string,
	online: boolean,
	attendance: number,
	agenda: list(
		object({
			id,
			kind: required(string),
			title: string,
			instruction: string,
			minutes: number,
			section: string,
			table: string
		} satisfies ShapeOf<File.FileStep>)
	),
	sections: list(object(sectionShape)),
	tables: list(object(tableShape)),
	clusters: list(object(clusterShape)),
	cards: list(object(cardShape)),
	pitches: list(
		object({
			id,
			title: required(string),
			host: string,
			interest: strings,
			slot: string,
			table: string
		} satisfies ShapeOf<File.FilePitch>)
	),
	slots: list(
		object({ id, start: required(string), minutes: required(number), title: string } satisfies ShapeOf<File.FileSlot>)
	),
	rounds: list(
		object({
			id,
			title: string,
			method: required(string),
			secret: boolean,
			budget: number,
			maxPerItem: number,
			tally: list(object({ item: required(string), points: required(number) })),
			voters: number,
			invalid: number
		} satisfies ShapeOf<File.FileRound>)
	)
} satisfies ShapeOf<File.FileMeeting>;

export const decisionShape = {
	id,
	text: required(string),
	agreement: string,
	for: number,
	against: number,
	abstained: number,
	meeting: string,
	from: strings
} satisfies ShapeOf<File.FileDecision>;

export const measureShape = {
	id,
	title: required(string),
	text: string,
	owners: list(object({ kind: string, name: string })),
	partners: list(object({ name: required(string), certainty: string })),
	due: object({ value: string, certainty: string, by: boolean }),
	repeats: string,
	state: string,
	parts: list(object({ title: required(string), done: boolean })),
	regions: strings,
	table: string,
	meeting: string,
	from: strings,
	audience: string,
	history: list(object({ at: required(string), state: required(string), meeting: string, by: string }))
} satisfies ShapeOf<File.FileMeasure>;

export const planShape = {
	insights: list(
		object({
			id,
			headline: required(string),
			text: string,
			meeting: string,
			table: string,
			regions: strings,
			from: strings,
			pictures: list(any)
		} satisfies ShapeOf<File.FileInsight>)
	),
	decisions: list(object(decisionShape)),
	quotes: list(
		object({
			id,
			text: required(string),
			speaker: string,
			office: string,
			consent: boolean,
			meeting: string
		} satisfies ShapeOf<File.FileQuote>)
	),
	measures: list(object(measureShape)),
	sheets: list(
		object({
			id,
			title: required(string),
			goal: any,
			audience: any,
			partners: any,
			firstStep: any,
			needs: any,
			offers: any,
			seeks: any,
			text: any,
			meeting: string,
			from: strings
		} satisfies ShapeOf<File.FileSheet>)
	),
	formats: list(
		object({
			id,
			title: required(string),
			rhythm: any,
			repeats: string,
			channel: any,
			owner: any
		} satisfies ShapeOf<File.FileRunningFormat>)
	),
	dates: list(
		object({
			id,
			title: required(string),
			value: required(string),
			certainty: string,
			place: string,
			online: boolean
		} satisfies ShapeOf<File.FileDate>)
	)
} satisfies ShapeOf<File.FilePlan>;

export const fileShape = {
	format: required(string),
	version: required(number),
	workshop: required(object(workshopShape)),
	participants: list(object(personShape)),
	meetings: list(object(meetingShape)),
	plan: object(planShape),
	files: list(
		object({ id, type: required(string), data: required(string), alt: string } satisfies ShapeOf<File.FileAttachment>)
	)
} satisfies ShapeOf<File.WorkshopFile>;

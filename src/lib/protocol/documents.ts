/**
 * Documents by authority: a workshop is several Yjs documents, and whoever may write one may write all of it.
 * The relay knows these four kinds of name and nothing of what is inside.
 */

export const documentKinds = ['stage', 'plan', 'board', 'room'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** `stage`, `plan`, `board.<meeting>` or `room.<meeting>`. */
export type DocumentName = 'stage' | 'plan' | `board.${string}` | `room.${string}`;

const namePattern = /^(?:stage|plan|(?:board|room)\.[A-Za-z0-9_-]{1,64})$/;

export function parseDocumentName(value: string): DocumentName | undefined {
	return namePattern.test(value) ? (value as DocumentName) : undefined;
}

export function documentKind(name: DocumentName): DocumentKind {
	const dot = name.indexOf('.');
	return (dot < 0 ? name : name.slice(0, dot)) as DocumentKind;
}

/** The meeting a document belongs to; `stage` and `plan` belong to the whole workshop. */
export function documentMeeting(name: DocumentName): string | undefined {
	const dot = name.indexOf('.');
	return dot < 0 ? undefined : name.slice(dot + 1);
}

/** Makes clean inline text out of what people wrote: what stands in a report can stand in any format. */
import type { Inline, ParagraphBlock, Run } from './report.ts';

// eslint-disable-next-line no-control-regex -- finding control characters is what it is for
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
/** Turn the direction of everything after them; a card must not reach into the next one. */
const directionOverrides = /[\u202a-\u202e\u2066-\u2069]/g;

/** Without what no format can carry; line ends become `\n`. */
export function cleanText(text: string): string {
	return text
		.replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
		.replace(unprintable, '')
		.replace(directionOverrides, '')
		.toWellFormed();
}

/** On one line, without space around it. */
export function oneLine(text: string): string {
	return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Keeps single line breaks; empty lines and space at line ends go. */
export function lines(text: string): string {
	return cleanText(text)
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('\n');
}

export function inline(text: string, marks: Omit<Run, 'text'> = {}): Inline {
	return text === '' ? [] : [{ ...marks, text }];
}

/** A longer text: an empty line begins a new paragraph. */
export function paragraphs(text: string, tone: ParagraphBlock['tone'] = 'plain'): readonly ParagraphBlock[] {
	return cleanText(text)
		.split(/\n[^\S\n]*\n/)
		.map(lines)
		.filter((paragraph) => paragraph !== '')
		.map((paragraph) => ({ kind: 'paragraph', text: inline(paragraph), tone }));
}

/** The address if it leads to the web or to a mailbox. */
export function safeLink(address: unknown): string | undefined {
	if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
	const url = new URL(address);
	return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

export function isBlank(text: Inline): boolean {
	return text.every((run) => run.text.trim() === '');
}

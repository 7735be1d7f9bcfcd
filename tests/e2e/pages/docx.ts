// Reads a DOCX as its reader would: the words of the document, paragraph by paragraph.
import { expect } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';

export function docxText(bytes: Uint8Array): string {
	const body = unzipSync(bytes)['word/document.xml'];
	if (!body) throw new Error('This is no DOCX: it has no word/document.xml.');
	return strFromU8(body)
		.replace(/<\/w:p>/g, '\n')
		.replace(/<w:tab\/>/g, '\t')
		.replace(/<[^>]+>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&apos;/g, "'")
		.replace(/&amp;/g, '&');
}

/** Each of `words` occurs after the one before it. */
export function expectInOrder(text: string, words: readonly string[]): void {
	let from = 0;
	for (const word of words) {
		const at = text.indexOf(word, from);
		expect(at, `“${word}” after what stands before it, in:\n${text.slice(from, from + 2000)}`).toBeGreaterThanOrEqual(
			0
		);
		from = at + word.length;
	}
}

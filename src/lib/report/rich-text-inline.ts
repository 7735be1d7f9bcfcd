/** The text of one block of a note as runs: its marks as they are, links only where they may lead. */
import { linkTarget, noteText, type NoteMark, type NoteNode } from '#lib/model/rich-text.ts';
import { cleanText, safeLink } from './inline.ts';
import type { Inline, Run } from './report.ts';

/** Without line breaks at its ends. */
export function noteInline(node: NoteNode): Inline {
	const runs = (node.content ?? []).map(runOf).filter((run) => run.text !== '');
	while (runs.at(-1)?.text.trim() === '') runs.pop();
	while (runs[0]?.text.trim() === '') runs.shift();
	return runs;
}

function runOf(node: NoteNode): Run {
	if (node.type === 'hardBreak') return { text: '\n' };
	const text = cleanText(node.text ?? noteText(node)).replace(/\n+/g, ' ');
	return { ...Object.assign({}, ...(node.marks ?? []).map(markOf)), text };
}

const plainMarks = new Set(['bold', 'italic', 'underline', 'strike', 'code', 'highlight']);

function markOf(mark: NoteMark): Omit<Run, 'text'> {
	if (plainMarks.has(mark.type)) return { [mark.type]: true };
	const link = mark.type === 'link' ? safeLink(linkTarget(mark.attrs?.href)) : undefined;
	return link === undefined ? {} : { link };
}

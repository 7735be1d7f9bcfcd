/** Whom to ask. */
import type { ReportContext } from '../context.ts';
import { inline, oneLine, safeLink } from '../inline.ts';
import type { Block, Inline } from '../report.ts';
import { heading } from './board.ts';

export function contactPart({ snapshot, words }: ReportContext): readonly Block[] {
	const contact = snapshot.about?.contact;
	const address = oneLine(contact?.email ?? '');
	const lines = [
		inline(oneLine(contact?.name ?? ''), { bold: true }),
		inline(oneLine(contact?.organisation ?? '')),
		email(address),
		inline(oneLine(contact?.phone ?? ''))
	].filter((line: Inline) => line.length > 0);
	const text = lines.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line]));
	return text.length === 0 ? [] : [heading(1, 'contact', words.contact), { kind: 'paragraph', tone: 'plain', text }];
}

function email(address: string): Inline {
	const link = /^[^\s@]+@[^\s@]+$/.test(address) ? safeLink(`mailto:${address}`) : undefined;
	return inline(address, link ? { link } : {});
}

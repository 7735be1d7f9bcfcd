/** Reads a Word file back for tests: its parts, and the text of its document in order. Refuses XML that is not well formed. */
import { strFromU8, unzipSync } from 'fflate';

export type DocxParts = Readonly<Record<string, string>>;

export function docxParts(bytes: Uint8Array): DocxParts {
	const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)] as const);
	for (const [name, xml] of parts) if (/\.(xml|rels)$/.test(name)) assertWellFormed(name, xml);
	return Object.fromEntries(parts);
}

/** One line per paragraph; line breaks and tabs as such. */
export function docxText(bytes: Uint8Array): string {
	const body = docxParts(bytes)['word/document.xml'] ?? '';
	const paragraphs = body.match(/<w:p[ >][\s\S]*?<\/w:p>/g) ?? [];
	return paragraphs.map(paragraphText).join('\n');
}

/** Style and text of each paragraph: what a golden file keeps of a document. */
export function docxOutline(bytes: Uint8Array): string {
	const body = docxParts(bytes)['word/document.xml'] ?? '';
	const pieces = body.match(/<w:tbl>|<\/w:tbl>|<\/w:tr>|<w:p[ >][\s\S]*?<\/w:p>|<w:p\/>/g) ?? [];
	return pieces
		.map((piece) => {
			if (!piece.startsWith('<w:p')) return piece.replace('w:', '');
			const style = /<w:pStyle w:val="([^"]*)"/.exec(piece)?.[1] ?? 'Normal';
			const level = /<w:ilvl w:val="(\d)"/.exec(piece)?.[1];
			return `${style}${level === undefined ? '' : ` ${level}`}: ${paragraphText(piece).replaceAll('\n', '⏎').replaceAll('\t', '⇥')}`;
		})
		.join('\n');
}

function paragraphText(xml: string): string {
	const pieces = xml.match(/<w:t(?: [^>]*)?>[^<]*<\/w:t>|<w:br[ /]|<w:tab\/>/g) ?? [];
	return pieces
		.map((piece) => {
			if (piece.startsWith('<w:br')) return '\n';
			return piece === '<w:tab/>' ? '\t' : unescape(piece.replace(/<[^>]*>/g, ''));
		})
		.join('');
}

function unescape(text: string): string {
	const characters: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
	return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => characters[entity]!);
}

/** Tags in pairs, every sign escaped, no character that XML does not know. */
function assertWellFormed(name: string, xml: string): void {
	const fail = (what: string) => {
		throw new Error(`${name} is not well formed: ${what}`);
	};
	// eslint-disable-next-line no-control-regex -- these are what it looks for
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) || !xml.isWellFormed())
		fail('forbidden character');
	const open: string[] = [];
	for (const [piece] of xml.matchAll(/<[^>]*>|[^<]+/g)) {
		if (!piece.startsWith('<')) {
			if (/&(?!(?:lt|gt|quot|apos|amp|#\d+|#x[0-9a-f]+);)/i.test(piece)) fail(`stray & in “${piece.slice(0, 40)}”`);
			continue;
		}
		if (piece.startsWith('<?') || piece.endsWith('/>')) continue;
		const tag = /^<\/?([^\s>]+)/.exec(piece)?.[1] ?? '';
		if (!piece.startsWith('</')) open.push(tag);
		else if (open.pop() !== tag) fail(`</${tag}> closes nothing`);
	}
	if (open.length > 0) fail(`<${open.join('> <')}> stays open`);
}

/** Word files (DOCX), made in the browser with the docx library. Loaded when somebody asks for one, never before. */
import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TabStopType, TextRun } from 'docx';
import type { Report } from '#lib/report/report.ts';
import type { Writer } from '../writer.ts';
import { documentContent } from './blocks.ts';
import { stableZip } from './stable-zip.ts';
import { colours, documentStyles, page } from './styles.ts';

export const docxWriter: Writer = {
	id: 'docx',
	extension: 'docx',
	mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	async write(report) {
		const packed = await Packer.toArrayBuffer(documentOf(report));
		return stableZip(new Uint8Array(packed), report.made, wordLanguage(report.language));
	}
};

/** Word wants a region. */
function wordLanguage(language: string): string {
	return language === 'de' ? 'de-DE' : language;
}

function documentOf(report: Report): Document {
	return new Document({
		title: report.title,
		creator: report.author,
		lastModifiedBy: report.author,
		styles: documentStyles(wordLanguage(report.language)),
		hyphenation: { autoHyphenation: true, consecutiveHyphenLimit: 2, hyphenationZone: 357, doNotHyphenateCaps: true },
		sections: [
			{
				properties: {
					page: {
						size: { width: page.width, height: page.height },
						margin: { top: page.top, bottom: page.bottom, left: page.left, right: page.right, footer: 624 }
					}
				},
				footers: { default: footer(report) },
				children: documentContent(report.blocks, report.words)
			}
		]
	});
}

/** Title on the left, "Seite 1 von 3" on the right. */
function footer({ title, words }: Report): Footer {
	const look = { size: 17, color: colours.soft };
	return new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.LEFT,
				spacing: { before: 0, after: 0 },
				tabStops: [{ type: TabStopType.RIGHT, position: page.text }],
				children: [
					new TextRun({ ...look, text: shortened(title) }),
					new TextRun({
						...look,
						children: ['\t', `${words.page} `, PageNumber.CURRENT, ` ${words.of} `, PageNumber.TOTAL_PAGES]
					})
				]
			})
		]
	});
}

/** Leaves room for the page numbers. */
function shortened(title: string): string {
	const characters = [...title];
	return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : title;
}

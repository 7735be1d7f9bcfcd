/**
 * How the Word document looks: real heading styles that an office can change in one place, black text, one ember line.
 * Lengths are twentieths of a point, sizes half points.
 */
import { AlignmentType, BorderStyle, type IStylesOptions } from 'docx';

/** Calibri is on nearly every office machine; others put a font of the same widths in its place (Carlito). */
export const font = 'Calibri';
export const colours = {
	ink: '1F242E',
	soft: '565B66',
	ember: 'B5481B',
	line: 'BDB8AF',
	sunk: 'F4F1EB',
	highlight: 'FDF0B5',
	link: '1F4E8C'
} as const;

/** A4 with margins that leave room for a hole punch; `text` is the width between them. */
export const page = {
	width: 11906,
	height: 16838,
	top: 1247,
	bottom: 1247,
	left: 1361,
	right: 1247,
	text: 9298
} as const;

/** Where the values of a list of facts begin. */
export const factIndent = 2268;

const heading = (size: number, before: number, after: number) => ({
	run: { font, size, bold: true, italics: false, color: colours.ink },
	paragraph: { keepNext: true, keepLines: true, spacing: { before, after, line: 252 } }
});

export function documentStyles(language: string): IStylesOptions {
	return {
		default: {
			document: {
				run: { font, size: 22, color: colours.ink, language: { value: language } },
				paragraph: { spacing: { after: 120, line: 276 } }
			},
			title: {
				run: { font, size: 52, bold: true, color: colours.ink },
				paragraph: { keepNext: true, spacing: { before: 0, after: 100, line: 252 } }
			},
			heading1: heading(32, 440, 120),
			heading2: heading(26, 320, 100),
			heading3: heading(23, 260, 80),
			heading4: {
				...heading(22, 220, 60),
				run: { font, size: 22, bold: true, italics: false, color: colours.soft }
			},
			heading5: {
				...heading(22, 180, 60),
				run: { font, size: 22, bold: false, italics: true, color: colours.ink }
			},
			listParagraph: { paragraph: { spacing: { after: 60 } } },
			caption: {
				run: { size: 19, italics: false, bold: false, color: colours.soft },
				paragraph: { spacing: { before: 60, after: 160 } }
			},
			hyperlink: { run: { color: colours.link, underline: {} } }
		},
		paragraphStyles: [
			{
				id: 'Subtitle',
				name: 'Subtitle',
				basedOn: 'Normal',
				next: 'Normal',
				quickFormat: true,
				run: { size: 28, color: colours.soft },
				paragraph: { keepNext: true, spacing: { after: 120 } }
			},
			{
				id: 'Facts',
				name: 'Facts',
				basedOn: 'Normal',
				quickFormat: true,
				paragraph: { indent: { left: factIndent, hanging: factIndent }, spacing: { after: 60 } }
			},
			{
				id: 'Lead',
				name: 'Lead',
				basedOn: 'Normal',
				next: 'Normal',
				quickFormat: true,
				run: { size: 23, italics: true },
				paragraph: { keepNext: true, spacing: { after: 140 } }
			},
			{
				id: 'Aside',
				name: 'Aside',
				basedOn: 'Normal',
				quickFormat: true,
				run: { size: 20, color: colours.soft }
			},
			{
				id: 'Quote',
				name: 'Quote',
				basedOn: 'Normal',
				quickFormat: true,
				paragraph: {
					spacing: { before: 100, after: 140 },
					border: { left: { style: BorderStyle.SINGLE, size: 12, space: 10, color: colours.line } }
				}
			},
			{
				id: 'Decision',
				name: 'Decision',
				basedOn: 'Normal',
				quickFormat: true,
				paragraph: {
					keepLines: true,
					indent: { left: 227 },
					spacing: { before: 0, after: 0 },
					border: { left: { style: BorderStyle.SINGLE, size: 18, space: 9, color: colours.ember } }
				}
			},
			{
				id: 'TableText',
				name: 'Table Text',
				basedOn: 'Normal',
				quickFormat: true,
				run: { size: 20 },
				paragraph: { alignment: AlignmentType.LEFT, spacing: { after: 20, line: 252 } }
			}
		]
	};
}

/** Inline text as Word runs. */
import { ExternalHyperlink, ShadingType, TextRun, type IRunOptions } from 'docx';
import type { Inline, Run } from '#lib/report/report.ts';
import { colours } from './styles.ts';

export function runs(text: Inline, base: IRunOptions = {}): (TextRun | ExternalHyperlink)[] {
	return text.flatMap((run): readonly (TextRun | ExternalHyperlink)[] => {
		const pieces = linesOf(run, base);
		return run.link === undefined ? pieces : [new ExternalHyperlink({ link: run.link, children: pieces })];
	});
}

export function plain(text: string, base: IRunOptions = {}): TextRun[] {
	return linesOf({ text }, base);
}

function linesOf(run: Run, base: IRunOptions): TextRun[] {
	const options = { ...base, ...looks(run) };
	return run.text.split('\n').map((text, index) => new TextRun({ ...options, text, ...(index > 0 && { break: 1 }) }));
}

function looks(run: Run): IRunOptions {
	return {
		...(run.bold && { bold: true }),
		...(run.italic && { italics: true }),
		...(run.strike && { strike: true }),
		...(run.underline && { underline: {} }),
		...(run.code && { font: 'Consolas', noProof: true }),
		...(run.highlight && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: colours.highlight } }),
		...(run.quiet && { size: 18, color: colours.soft }),
		...(run.link !== undefined && { style: 'Hyperlink' })
	};
}

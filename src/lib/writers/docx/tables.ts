/** Tables that print well on A4: fixed widths, a head that comes back on every page, rows that are never cut. */
import { BorderStyle, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import type { BlockOf, Cell } from '#lib/report/report.ts';
import { plain, runs } from './runs.ts';
import { colours, page } from './styles.ts';

export function tableBlock(block: BlockOf<'table'>, indent: number): (Paragraph | Table)[] {
	const widths = columnWidths(block.widths, page.text - indent);
	const head = block.header ? [row(block.header, widths, { isHead: true, rowHeaders: false })] : [];
	const rows = block.rows.map((cells) => row(cells, widths, { isHead: false, rowHeaders: block.rowHeaders }));
	const caption =
		block.caption === '' ? [] : [new Paragraph({ style: 'Caption', keepNext: true, children: plain(block.caption) })];
	const table = new Table({
		rows: [...head, ...rows],
		columnWidths: widths,
		width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
		indent: { size: indent, type: WidthType.DXA },
		layout: TableLayoutType.FIXED,
		margins: { top: 70, bottom: 60, left: 85, right: 85 },
		tableLook: { firstRow: head.length > 0, firstColumn: block.rowHeaders },
		borders: { ...lines, top: strong, bottom: strong }
	});
	// Word joins two tables that have nothing between them.
	return [...caption, table, new Paragraph({ spacing: { before: 0, after: 120, line: 120 }, children: [] })];
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: colours.line } as const;
const strong = { style: BorderStyle.SINGLE, size: 8, color: colours.soft } as const;
const lines = { left: none, right: none, insideHorizontal: thin, insideVertical: none };

function row(
	cells: readonly Cell[],
	widths: readonly number[],
	{ isHead, rowHeaders }: { isHead: boolean; rowHeaders: boolean }
): TableRow {
	return new TableRow({
		tableHeader: isHead,
		cantSplit: true,
		children: cells.map(
			(cell, column) =>
				new TableCell({
					width: { size: widths[column]!, type: WidthType.DXA },
					...(isHead && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: colours.sunk } }),
					children: paragraphs(cell, isHead || (rowHeaders && column === 0 && cell.length === 1))
				})
		)
	});
}

/** A cell is never without a paragraph: Word calls such a file broken. */
function paragraphs(cell: Cell, bold: boolean): Paragraph[] {
	const texts = cell.length > 0 ? cell : [[]];
	return texts.map((line) => new Paragraph({ style: 'TableText', children: runs(line, bold ? { bold } : {}) }));
}

/** Whole numbers that add up to the width. */
function columnWidths(shares: readonly number[], width: number): number[] {
	const all = shares.reduce((sum, share) => sum + share, 0);
	const widths = shares.map((share) => Math.floor((share / all) * width));
	const rest = width - widths.reduce((sum, one) => sum + one, 0);
	return widths.map((one, index) => (index === 0 ? one + rest : one));
}

/**
 * A table of a note as a full rectangle: a merged cell keeps its words in its first place and is followed by empty
 * cells, so that every format can print it and every screen reader can walk it.
 */
import { noteText, type NoteNode } from '#lib/model/rich-text.ts';
import { inline, isBlank, lines } from './inline.ts';
import { noteInline } from './rich-text-inline.ts';
import type { Block, Cell, Inline } from './report.ts';

interface Placed {
	readonly cell: Cell;
	readonly isHeader: boolean;
}

/** A cell that claims more columns than this has a typing error. */
const mostColumns = 40;

export function noteTable(node: NoteNode): readonly Block[] {
	const grid = gridOf(node.content ?? []);
	// Columns that only a merged cell reaches are no columns.
	const columns = Math.max(0, ...grid.map((row) => row.findLastIndex((placed) => placed !== undefined) + 1));
	const isEmpty = grid.every((row) => row.every((placed) => !placed || placed.cell.length === 0));
	if (columns === 0 || isEmpty) return [];
	const [first, ...rest] = grid;
	const hasHeader =
		rest.length > 0 && first !== undefined && first.every((placed) => placed === undefined || placed.isHeader);
	const body = hasHeader ? rest : grid;
	const cells = (row: readonly (Placed | undefined)[]) =>
		Array.from({ length: columns }, (_, column): Cell => row[column]?.cell ?? []);
	return [
		{
			kind: 'table',
			caption: '',
			widths: Array.from({ length: columns }, () => 1),
			header: hasHeader ? cells(first) : undefined,
			rowHeaders: columns > 1 && body.every((row) => row[0]?.isHeader === true),
			rows: body.map(cells)
		}
	];
}

function gridOf(rows: readonly NoteNode[]): readonly (readonly (Placed | undefined)[])[] {
	const grid: (Placed | undefined)[][] = rows.map(() => []);
	const taken = rows.map(() => new Set<number>());
	for (const [y, row] of rows.entries()) {
		let x = 0;
		for (const cell of row.content ?? []) {
			while (taken[y]!.has(x)) x++;
			if (x >= mostColumns) break;
			grid[y]![x] = { cell: cellOf(cell), isHeader: cell.type === 'tableHeader' };
			claim(taken, { x, y, columns: span(cell, 'colspan'), rows: span(cell, 'rowspan') });
		}
	}
	return grid.map((row, y) =>
		Array.from({ length: Math.max(row.length, ...[...taken[y]!].map((x) => x + 1)) }, (_, x) => row[x])
	);
}

interface Area {
	readonly x: number;
	readonly y: number;
	readonly columns: number;
	readonly rows: number;
}

function claim(taken: readonly Set<number>[], area: Area): void {
	for (const row of taken.slice(area.y, area.y + area.rows)) {
		for (let x = area.x; x < Math.min(mostColumns, area.x + area.columns); x++) row.add(x);
	}
}

function span(cell: NoteNode, name: 'colspan' | 'rowspan'): number {
	const value = cell.attrs?.[name];
	return typeof value === 'number' && value >= 1 ? Math.floor(value) : 1;
}

/** Lists and whatever else a cell may hold become lines of their own. */
function cellOf(cell: NoteNode): Cell {
	return (cell.content ?? []).flatMap(linesOf).filter((line) => !isBlank(line));
}

function linesOf(node: NoteNode): readonly Inline[] {
	if (node.type === 'paragraph') return [noteInline(node)];
	if (node.type === 'heading') return [noteInline(node).map((run) => ({ ...run, bold: true }))];
	if (!['bulletList', 'orderedList', 'taskList', 'blockquote'].includes(node.type))
		return [inline(lines(noteText(node)))];
	if (node.type === 'blockquote') return (node.content ?? []).flatMap(linesOf);
	const start = Number(node.attrs?.start ?? 1);
	return (node.content ?? []).flatMap((item, index) => {
		const sign =
			node.type === 'orderedList'
				? `${start + index}. `
				: node.type === 'taskList'
					? item.attrs?.checked === true
						? '☑ '
						: '☐ '
					: '• ';
		return (item.content ?? []).flatMap(linesOf).map((line, at) => (at === 0 ? [{ text: sign }, ...line] : line));
	});
}

/**
 * What people do at and with tables: runs the command, says what happened, offers a way back. The stage is not part of
 * the undo stack, so what moderators do carries its own way back.
 *
 * Decided: a table on which somebody has written is closed, not deleted, because its note would have no place any more.
 * Closing and deleting an empty table are taken back by the notice. Rejected: deleting with a question before.
 */
import { goto } from '$app/navigation';
import { addSection, sectionCommands } from '#lib/model/cards/section-commands.ts';
import { readNote } from '#lib/model/rich-text.ts';
import { addTable, tableCommands, takeSeat, type AddTable } from '#lib/model/tables/table-commands.ts';
import type { TableRecord } from '#lib/model/tables/table.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { announce, notify } from '#lib/ui/notices.svelte.ts';
import type { Tables } from './tables.svelte.ts';

/** Takes a seat, which is also leaving another, and goes there unless one is there already. */
export function sitDown(tables: Tables, table: TableRecord): void {
	if (!tables.workshop.run(takeSeat, { meeting: tables.meeting, table: table.id })) return;
	announce(language.t.tables.satDown(nameOf(table)));
	const address = tables.addressOf(table.id);
	if (location.pathname !== address) void goto(address);
}

export function getUp(tables: Tables, table: TableRecord): void {
	const { workshop, meeting } = tables;
	if (!workshop.run(takeSeat, { meeting })) return;
	const sitAgain = () => workshop.run(takeSeat, { meeting, table: table.id });
	sayWithWayBack(language.t.tables.gotUp, sitAgain);
}

/** Sets up a table; answers whether it stands. */
export function setUp(tables: Tables, table: Omit<AddTable, 'id' | 'meeting'>): boolean {
	if (!tables.workshop.run(addTable, { ...table, meeting: tables.meeting })) return false;
	notify({ text: language.t.tables.added(table.title.trim()) });
	return true;
}

export function setState(tables: Tables, table: TableRecord, state: TableRecord['state']): void {
	const { workshop } = tables;
	const { id } = table;
	if (!workshop.run(tableCommands.patch, { id, values: { state } })) return;
	const t = language.t.tables;
	const text = state === 'closed' ? t.closedNow(nameOf(table)) : t.reopened(nameOf(table));
	sayWithWayBack(text, () => workshop.run(tableCommands.patch, { id, values: { state: table.state } }));
}

/** Whether nobody has written anything at this table. */
export function isBlank({ workshop, meeting }: Tables, table: string): boolean {
	const sections = workshop.view.outline(meeting, (section) => section.table === table);
	const note = readNote(workshop.view.note(meeting, table)).content ?? [];
	return (
		sections.every(({ count, setAside }) => count + setAside.length === 0) &&
		note.every(({ type, content }) => type === 'paragraph' && !content?.length)
	);
}

/**
 * Removes a table on which nothing is written, and its sections with it: a card that is still on its way here then
 * stands in the first section of the board, where everybody sees it.
 */
export function remove(tables: Tables, table: TableRecord): void {
	// Taken now: once the table is gone, its page no longer knows the meeting.
	const { workshop, meeting } = tables;
	const sections = workshop.workshop.sections.structure().filter((section) => section.table === table.id);
	if (!workshop.run(tableCommands.remove, { id: table.id })) return;
	for (const { id } of sections) workshop.run(sectionCommands.remove, { id });
	const bringBack = () => {
		const { id, title, question, host, seats, state, order, attendance } = table;
		workshop.run(addTable, { id, meeting, title: title || nameOf(table), question, host, seats });
		workshop.run(tableCommands.patch, { id, values: { state, order, attendance } });
		for (const { id: section, prompt, order } of sections) {
			if (!workshop.workshop.sections.has(section)) {
				workshop.run(addSection, { id: section, meeting, table: id, prompt });
			}
			workshop.run(sectionCommands.patch, { id: section, values: { order } });
		}
	};
	sayWithWayBack(language.t.tables.deleted(nameOf(table)), bringBack);
}

export function nameOf(table: TableRecord): string {
	return table.title || language.t.common.untitled;
}

function sayWithWayBack(text: string, run: () => void): void {
	notify({ text, action: { label: language.t.common.undo, run } });
}

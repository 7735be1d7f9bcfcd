/**
 * A workshop as the model sees it: typed collections over its documents. It knows no network, no screen and no clock;
 * whoever writes does so through a command (command.ts), whoever prints takes a snapshot (snapshot.ts).
 */
import type * as Y from 'yjs';
import type { WorkshopId } from '#lib/kernel/id.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { Collection } from './collection.ts';
import type { Documents } from './documents.ts';
import { FlatMap } from './flat-map.ts';
import { cardRecord } from './cards/card.ts';
import { clusterRecord } from './cards/cluster.ts';
import { sectionRecord } from './cards/section.ts';
import { decisionRecord } from './plan/decision.ts';
import { measureRecord } from './plan/measure.ts';
import { noteRoot, tableRecord } from './tables/table.ts';
import { meetingRecord } from './workshop/meeting.ts';
import { perspectiveRecord } from './workshop/perspective.ts';
import { workshopRecord } from './workshop/workshop-record.ts';

export type Workshop = ReturnType<typeof createWorkshop>;
export type Board = ReturnType<typeof openBoard>;
export type Room = ReturnType<typeof openRoom>;

/** Opens the workshop over documents that may still be empty: what is not there yet reads as nothing. */
export function createWorkshop(id: WorkshopId, documents: Documents) {
	const stage = documents.open('stage');
	const plan = documents.open('plan');
	const boards = new Map<string, Board>();
	const rooms = new Map<string, Room>();
	return {
		id,
		documents,
		/** Holds one record, under the workshop's id. */
		about: new Collection(stage, workshopRecord),
		meetings: new Collection(stage, meetingRecord),
		perspectives: new Collection(stage, perspectiveRecord),
		sections: new Collection(stage, sectionRecord),
		tables: new Collection(stage, tableRecord),
		measures: new Collection(plan, measureRecord),
		decisions: new Collection(plan, decisionRecord),
		board: (meeting: string): Board => remembered(boards, meeting, () => openBoard(documents, meeting)),
		room: (meeting: string): Room => remembered(rooms, meeting, () => openRoom(documents, meeting))
	};
}

function openBoard(documents: Documents, meeting: string) {
	const handle = documents.open(boardDocument(meeting));
	return {
		handle,
		cards: new Collection(handle, cardRecord),
		clusters: new Collection(handle, clusterRecord),
		/** The shared note of a table; ask again after the document was replaced. */
		note: (table: string): Y.XmlFragment => handle.doc.getXmlFragment(noteRoot(table))
	};
}

function openRoom(documents: Documents, meeting: string) {
	const handle = documents.open(roomDocument(meeting));
	return {
		handle,
		/** Participant id → table id. */
		seats: new FlatMap(handle, 'seats')
	};
}

export const boardDocument = (meeting: string): DocumentName => `board.${meeting}`;
export const roomDocument = (meeting: string): DocumentName => `room.${meeting}`;

function remembered<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}

/**
 * Which record of the model an object of the workshop file becomes. Fields of the same name belong together; what a
 * record does not know, and what it would say differently, is kept beside it (record-mapping.ts).
 */
import { cardRecord } from '../cards/card.ts';
import { clusterRecord } from '../cards/cluster.ts';
import { sectionRecord } from '../cards/section.ts';
import { decisionRecord } from '../plan/decision.ts';
import { measureRecord } from '../plan/measure.ts';
import type { Fields, RecordDefinition } from '../schema/record.ts';
import { tableRecord } from '../tables/table.ts';
import { meetingRecord } from '../workshop/meeting.ts';
import { perspectiveRecord } from '../workshop/perspective.ts';
import { workshopRecord } from '../workshop/workshop-record.ts';
import {
	cardShape,
	clusterShape,
	decisionShape,
	measureShape,
	meetingShape,
	perspectiveShape,
	sectionShape,
	tableShape,
	workshopShape,
	type ObjectShape
} from './file-shapes.ts';

/** How a field's value differs between file and record: ids that had to be renamed, times. */
export type FieldForm = 'same' | 'id' | 'ids' | 'time';

export interface FileRecord<F extends Fields = Fields> {
	readonly definition: RecordDefinition<F>;
	readonly shape: ObjectShape;
	/** Fields that are not `same`. */
	readonly forms: Readonly<Record<string, FieldForm>>;
	/** Fields of the record that the file says by place, and parts of the file object that are records themselves. */
	readonly elsewhere: readonly string[];
}

const kind = <F extends Fields>(
	definition: RecordDefinition<F>,
	shape: ObjectShape,
	forms: FileRecord['forms'] = {},
	elsewhere: readonly string[] = []
): FileRecord<F> => ({ definition, shape, forms, elsewhere: ['id', 'order', ...elsewhere] });

export const fileRecords = {
	workshop: kind(workshopRecord, workshopShape, {}, ['perspectives']),
	perspective: kind(perspectiveRecord, perspectiveShape),
	meeting: kind(meetingRecord, meetingShape, {}, ['sections', 'tables', 'clusters', 'cards', 'pitches', 'rounds']),
	section: kind(sectionRecord, sectionShape, { table: 'id' }, ['meeting']),
	table: kind(tableRecord, tableShape, {}, ['meeting', 'note']),
	cluster: kind(clusterRecord, clusterShape, { section: 'id' }),
	card: kind(cardRecord, cardShape, { section: 'id', cluster: 'id', perspective: 'id', at: 'time' }),
	decision: kind(decisionRecord, decisionShape, { meeting: 'id', from: 'ids' }),
	measure: kind(measureRecord, measureShape, { meeting: 'id', table: 'id', from: 'ids' })
};

/** Parts of a meeting that are no records yet and will be written by participants: kept in the board as they are. */
export const keptInBoard = ['pitches', 'rounds'] as const;

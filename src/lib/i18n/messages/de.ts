/**
 * German, the source of every other language: its shape is the type `Messages`. One file per area of the interface;
 * a value is a sentence, or a function of what varies in it.
 */
import { board } from './de/board.ts';
import { common } from './de/common.ts';
import { document } from './de/document.ts';
import { ended } from './de/ended.ts';
import { errors } from './de/errors.ts';
import { join } from './de/join.ts';
import { light } from './de/light.ts';
import { moderation } from './de/moderation.ts';
import { note } from './de/note.ts';
import { people } from './de/people.ts';
import { plan } from './de/plan.ts';
import { programme } from './de/programme.ts';
import { report } from './de/report.ts';
import { shell } from './de/shell.ts';
import { start } from './de/start.ts';
import { states } from './de/states.ts';
import { tables } from './de/tables.ts';
import { tray } from './de/tray.ts';

export const de = {
	board,
	common,
	document,
	ended,
	errors,
	join,
	light,
	moderation,
	note,
	people,
	plan,
	programme,
	report,
	shell,
	start,
	states,
	tables,
	tray
};

/** Any sentence may stand where German has a particular one: only shape and parameters bind the other languages. */
type AnySentence<Value> = Value extends string
	? string
	: Value extends (...input: infer Input) => infer Output
		? (...input: Input) => AnySentence<Output>
		: { [Key in keyof Value]: AnySentence<Value[Key]> };

export type Messages = AnySentence<typeof de>;

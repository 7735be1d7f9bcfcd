/** English, written by hand, not word by word. Same areas as German. */
import { board } from './en/board.ts';
import { common } from './en/common.ts';
import { document } from './en/document.ts';
import { ended } from './en/ended.ts';
import { errors } from './en/errors.ts';
import { join } from './en/join.ts';
import { light } from './en/light.ts';
import { moderation } from './en/moderation.ts';
import { note } from './en/note.ts';
import { people } from './en/people.ts';
import { plan } from './en/plan.ts';
import { programme } from './en/programme.ts';
import { report } from './en/report.ts';
import { shell } from './en/shell.ts';
import { start } from './en/start.ts';
import { states } from './en/states.ts';
import { tables } from './en/tables.ts';
import { tray } from './en/tray.ts';
import type { Messages } from './de.ts';

export const en = {
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
} satisfies Messages;

/** Title and subtitle. A workshop that meets once may carry the name of its meeting as the subtitle. */
import type { ReportContext } from '../context.ts';
import { oneLine } from '../inline.ts';
import type { Block } from '../report.ts';

export function titleOf({ snapshot, messages }: ReportContext): string {
	return oneLine(snapshot.about?.title ?? '') || messages.common.untitled;
}

export function titlePart(context: ReportContext): readonly Block[] {
	const text = titleOf(context);
	const meeting = context.meetsOften ? undefined : context.meetings[0]?.meeting.title;
	const below = [context.snapshot.about?.subtitle ?? '', meeting ?? ''].map(oneLine);
	const subtitle = [...new Set(below)].filter((line) => line !== '' && line !== text).join(' · ');
	return [{ kind: 'title', text, subtitle }];
}

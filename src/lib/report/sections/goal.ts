/** What the workshop was for: its goal and the hypothesis it set out with. */
import type { ReportContext } from '../context.ts';
import { inline, paragraphs } from '../inline.ts';
import type { Block } from '../report.ts';

export function goalPart({ snapshot, words }: ReportContext): readonly Block[] {
	return [
		...headed('goal', words.goal, snapshot.about?.goal ?? ''),
		...headed('hypothesis', words.hypothesis, snapshot.about?.hypothesis ?? '')
	];
}

function headed(id: string, heading: string, text: string): readonly Block[] {
	const blocks = paragraphs(text);
	return blocks.length === 0 ? [] : [{ kind: 'heading', level: 1, id, text: inline(heading) }, ...blocks];
}

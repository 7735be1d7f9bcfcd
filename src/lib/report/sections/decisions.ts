/** Decisions, each with its level of agreement; a majority with its numbers. */
import type { Agreement, DecisionRecord } from '#lib/model/plan/decision.ts';
import { isOfMeetings, type ReportContext } from '../context.ts';
import { inline, lines } from '../inline.ts';
import { originLine } from '../origin.ts';
import type { Block } from '../report.ts';
import { heading } from './board.ts';

export function decisionsPart(context: ReportContext): readonly Block[] {
	const callouts = context.snapshot.decisions
		.filter((decision) => isOfMeetings(context, decision.meeting))
		.flatMap((decision) => decisionBlock(context, decision));
	return callouts.length === 0
		? []
		: [heading(1, 'decisions', context.words.decisionsHeading(callouts.length)), ...callouts];
}

function decisionBlock(context: ReportContext, decision: DecisionRecord): readonly Block[] {
	const text = lines(decision.text);
	if (text === '') return [];
	return [
		{
			kind: 'callout',
			label: agreement(context, decision),
			text: inline(text),
			details: originLine(context, decision)
		}
	];
}

const print: Record<Agreement, (context: ReportContext, decision: DecisionRecord) => string> = {
	noted: ({ words }) => words.agreement.noted,
	consensus: ({ words }) => words.agreement.consensus,
	majority: ({ words }, decision) => {
		const votes = [
			decision.for === undefined ? '' : words.votesFor(decision.for),
			decision.against === undefined ? '' : words.votesAgainst(decision.against),
			decision.abstained === undefined ? '' : words.votesAbstained(decision.abstained)
		].filter((part) => part !== '');
		return votes.length === 0 ? words.agreement.majority : words.majorityOf(votes.join(', '));
	}
};

function agreement(context: ReportContext, decision: DecisionRecord): string {
	return print[decision.agreement](context, decision);
}

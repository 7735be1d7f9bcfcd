/** Every command by its name, so that one from the tray or the outbox can be run again. */
import type { AnyCommand } from './command.ts';
import { addCard, cardCommands, moveCards, setCardsAside } from './cards/card-commands.ts';
import { clusterCommands, dissolveCluster, groupCards, mergeClusters } from './cards/cluster-commands.ts';
import { addSection, sectionCommands } from './cards/section-commands.ts';
import { addDecision, addMeasure, decisionCommands, measureCommands } from './plan/plan-commands.ts';
import { addTable, tableCommands, takeSeat } from './tables/table-commands.ts';
import {
	addMeeting,
	addPerspective,
	foundWorkshop,
	meetingCommands,
	perspectiveCommands,
	workshopCommands
} from './workshop/workshop-commands.ts';

const all: readonly AnyCommand[] = [
	foundWorkshop,
	addMeeting,
	addPerspective,
	addSection,
	addCard,
	moveCards,
	setCardsAside,
	groupCards,
	dissolveCluster,
	mergeClusters,
	addTable,
	takeSeat,
	addMeasure,
	addDecision,
	...[
		workshopCommands,
		meetingCommands,
		perspectiveCommands,
		sectionCommands,
		cardCommands,
		clusterCommands,
		tableCommands,
		measureCommands,
		decisionCommands
	].flatMap((commands): readonly AnyCommand[] => Object.values(commands))
];

const byName: ReadonlyMap<string, AnyCommand> = new Map(all.map((command) => [command.name, command]));

export function commandNamed(name: string): AnyCommand | undefined {
	return byName.get(name);
}

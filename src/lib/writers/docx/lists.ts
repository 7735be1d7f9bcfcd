/**
 * Lists as real Word numbering, nine levels deep. Bullets share one definition; every numbered list has its own, so that
 * it starts where it has to.
 */
import { AlignmentType, LevelFormat, type ILevelsOptions, type NumberingDefinition } from 'docx';

/** Levels beyond the ninth stay on it: Word has no more. */
const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const step = 397;

export const deepestLevel = levels.length - 1;

/** Where the text of a list stands, from the left margin. */
export function listIndent(level: number): number {
	return (level + 1) * step;
}

export const bullets = definition('bullets', (level) => ({
	format: LevelFormat.BULLET,
	text: ['•', '–', '▪'][level % 3] as string
}));

/** Tasks carry their box as the bullet. */
export const openTasks = definition('open-tasks', () => ({
	format: LevelFormat.BULLET,
	text: '☐',
	font: 'Segoe UI Symbol'
}));
export const doneTasks = definition('done-tasks', () => ({
	format: LevelFormat.BULLET,
	text: '☑',
	font: 'Segoe UI Symbol'
}));

export function numbered(reference: string, start: number): NumberingDefinition {
	return definition(reference, (level) => ({ format: LevelFormat.DECIMAL, text: `%${level + 1}.`, start }));
}

interface Sign {
	readonly format: ILevelsOptions['format'];
	readonly text: string;
	readonly start?: number;
	readonly font?: string;
}

function definition(reference: string, sign: (level: number) => Sign): NumberingDefinition {
	return {
		reference,
		levels: levels.map((level): ILevelsOptions => {
			const { font, ...rest } = sign(level);
			return {
				...rest,
				level,
				alignment: AlignmentType.LEFT,
				style: {
					paragraph: { indent: { left: listIndent(level), hanging: step } },
					...(font !== undefined && { run: { font } })
				}
			};
		})
	};
}

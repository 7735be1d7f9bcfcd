/** One thing in a `TokenField`, and one suggestion for it. */
import type { IconComponent } from './icon.ts';

export interface Token {
	readonly key: string;
	readonly label: string;
	readonly icon?: IconComponent;
	/** Beside a suggestion, softer: which of two people of the same name. */
	readonly detail?: string;
}

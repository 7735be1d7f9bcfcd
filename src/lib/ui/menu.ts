/** What a menu holds. */
import type { IconComponent } from './icon.ts';

export interface MenuAction {
	readonly label: string;
	readonly onselect: () => void;
	readonly icon?: IconComponent;
	/** Of several that exclude each other, or can be switched: shows whether it holds. */
	readonly checked?: boolean;
	/** `checked` can be switched by itself, whatever holds for the others. */
	readonly isSwitch?: boolean;
	readonly danger?: boolean;
	readonly disabled?: boolean;
	/** A key that does the same, as it is printed on the keyboard. */
	readonly key?: string;
	/** A CSS colour shown before the label, next to it, never instead of it. */
	readonly swatch?: string;
}

export type MenuEntry = MenuAction | { readonly heading: string } | 'divider';

export function isAction(entry: MenuEntry): entry is MenuAction {
	return typeof entry === 'object' && 'onselect' in entry;
}

/** Which item has the focus after a key, `undefined` when the key means nothing to a menu. */
export function itemAfterKey(key: string, current: number, labels: readonly string[]): number | undefined {
	const count = labels.length;
	if (count === 0) return undefined;
	switch (key) {
		case 'ArrowDown':
			return (current + 1) % count;
		case 'ArrowUp':
			return (current - 1 + count) % count;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
	}
	if (key.length !== 1 || key === ' ') return undefined;
	for (let step = 1; step <= count; step++) {
		const index = (current + step + count) % count;
		if (labels[index]!.toLocaleLowerCase().startsWith(key.toLocaleLowerCase())) return index;
	}
	return undefined;
}

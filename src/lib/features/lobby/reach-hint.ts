/** How far an address reaches, where that is less than the world. */
import type { Messages } from '#lib/i18n/translate.ts';

const thisMachine = /^(localhost|127\.|\[?::1\]?$)/;
const thisNetwork = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|[^.]+$|.+\.local$)/;

export interface ReachHint {
	readonly tone: 'plain' | 'amber';
	readonly text: string;
}

export function reachHint(host: string, words: Messages['people']['invite']): ReachHint | undefined {
	if (thisMachine.test(host)) return { tone: 'amber', text: words.machineHint };
	return thisNetwork.test(host) ? { tone: 'plain', text: words.lanHint } : undefined;
}

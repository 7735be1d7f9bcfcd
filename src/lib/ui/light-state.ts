/** States of the light, from the best to the most urgent, and why it is so; the words are in `language.t.light`. */
import type { Messages } from '#lib/i18n/translate.ts';

export const lightStates = ['saved', 'sent', 'device', 'loading', 'refused', 'cannot-save'] as const;
export type LightState = (typeof lightStates)[number];
export type LightReason = keyof Messages['light']['reasons'];

export function isBetter(next: LightState, present: LightState): boolean {
	return lightStates.indexOf(next) < lightStates.indexOf(present);
}

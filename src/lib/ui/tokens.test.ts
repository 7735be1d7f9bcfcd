import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Colours = ReadonlyMap<string, readonly [lightness: number, chroma: number, hue: number]>;

/** Declarations of the block that follows `selector`. */
function block(selector: string): string {
	const start = css.indexOf(selector);
	expect(start, selector).toBeGreaterThan(-1);
	const open = css.indexOf('{', start + selector.length - 1);
	return css.slice(open + 1, css.indexOf('}', open));
}

function colours(declarations: string): Colours {
	const found = declarations.matchAll(/--([\w-]+): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\);/g);
	return new Map([...found].map(([, name, l, c, h]) => [name!, [Number(l) / 100, Number(c), Number(h)]]));
}

const light = colours(block(':root {'));
const darkBySystem = block(":root:not([data-theme='light']) {");
const darkByChoice = block(":root[data-theme='dark'] {");
const dark: Colours = new Map([...light, ...colours(darkByChoice)]);

/** Relative luminance of an OKLCH colour, clipped into sRGB as a screen does. */
function luminance([lightness, chroma, hue]: readonly [number, number, number]): number {
	const a = chroma * Math.cos((hue * Math.PI) / 180);
	const b = chroma * Math.sin((hue * Math.PI) / 180);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const clip = (value: number) => Math.min(1, Math.max(0, value));
	const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
	const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
	const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Colours, text: string, ground: string): number {
	const of = (name: string) => {
		const colour = theme.get(name);
		if (!colour) throw new Error(`no token --${name}`);
		return luminance(colour) + 0.05;
	};
	const [one, other] = [of(text), of(ground)];
	return Math.max(one, other) / Math.min(one, other);
}

const grounds = ['paper', 'paper-raised', 'paper-sunk', 'paper-hover'];
const papers = ['white', 'yellow', 'green', 'blue', 'rose', 'orange'].map((name) => `card-${name}`);
const tinted = ['ember', 'green', 'amber', 'red', 'blue'];

/** AA: 4.5 for text, 3 for what shows where a control is or what state it has. */
const text: readonly (readonly [string, string])[] = [
	...['ink', 'ink-soft'].flatMap((ink) => [...grounds, ...papers].map((ground) => [ink, ground] as const)),
	...tinted.map((name) => ['ink', `${name}-tint`] as const),
	...['paper', 'paper-raised', 'paper-sunk'].map((ground) => ['ink-faint', ground] as const),
	...tinted.flatMap((name) =>
		['paper', 'paper-raised', `${name}-tint`].map((ground) => [`${name}-text`, ground] as const)
	),
	...['ember-solid', 'ember-solid-hover', 'red-solid', 'red-solid-hover'].map(
		(ground) => ['on-ember', ground] as const
	),
	['paper', 'ink']
];
const signs: readonly (readonly [string, string])[] = [
	...['line-strong', 'focus', 'ember', 'green', 'amber', 'red'].flatMap((sign) =>
		['paper', 'paper-raised'].map((ground) => [sign, ground] as const)
	),
	...papers.map((ground) => ['focus', ground] as const)
];

describe.each([
	['light', light],
	['dark', dark]
])('colours of the %s theme', (_, theme) => {
	it.each(text)('%s is readable on %s', (ink, ground) => {
		expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(4.5);
	});

	it.each(signs)('%s can be seen on %s', (sign, ground) => {
		expect(contrast(theme, sign, ground)).toBeGreaterThanOrEqual(3);
	});
});

it('dark by system setting and dark by choice are the same', () => {
	const bare = (declarations: string) => declarations.replace(/\s+/g, ' ').trim();
	expect(bare(darkBySystem)).toBe(bare(darkByChoice));
});

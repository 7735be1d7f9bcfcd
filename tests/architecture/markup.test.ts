// Every word people read comes from the messages, in every language: no component has words of its own.
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';
import { filesBelow } from './project-files.ts';

/** Attributes whose value is read or spoken. */
const spoken = new Set([
	'title',
	'alt',
	'placeholder',
	'label',
	'aria-label',
	'aria-description',
	'aria-roledescription',
	'aria-valuetext',
	'heading',
	'text'
]);
/** Names are the same in every language. */
const names = new Set(['Werktisch', 'Deutsch', 'English', 'DOCX', 'Markdown', 'JSON']);

interface Node {
	readonly type?: string;
	readonly [key: string]: unknown;
}

describe('words in markup', () => {
	const components = filesBelow(['src'], /\.svelte$/);

	test('there are components to look at', () => {
		expect(components.length).toBeGreaterThan(0);
	});

	test.each(components)('$path has none', ({ text }) => {
		expect(wordsIn(text)).toEqual([]);
	});

	test('words in text, attributes and expressions are found', () => {
		const source = `<p>Hello</p><img alt="A table" class="picture" style:--edge="var(--{a}-edge)" />{#if a}<i>{'Yes, gladly'}</i>{/if}<b>Werktisch · 3</b>`;
		expect(wordsIn(source)).toEqual(['Hello', 'A table', 'Yes, gladly']);
	});
});

function wordsIn(source: string): string[] {
	const found: string[] = [];
	visit(parse(source, { modern: true }).fragment as unknown as Node, (node) => {
		if (node.type === 'Text') found.push(String(node.data));
		if (node.type === 'ExpressionTag' && isText(node.expression)) found.push(node.expression.value);
	});
	return found.map((text) => text.trim()).filter((text) => /\p{L}{2}/u.test(withoutNames(text)));
}

// Attributes that nobody reads (classes, ids, types) are not gone into.
function visit(node: Node, look: (node: Node) => void): void {
	if (node.type === 'Attribute' && !spoken.has(String(node.name))) return;
	if (
		node.type === 'StyleDirective' ||
		node.type === 'StyleSheet' ||
		node.type === 'Script' ||
		node.name === 'style' ||
		node.name === 'script'
	)
		return;
	look(node);
	for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, look);
}

function withoutNames(text: string): string {
	return [...names].reduce((rest, name) => rest.replaceAll(name, ''), text);
}

function isText(value: unknown): value is { value: string } {
	return isNode(value) && value.type === 'Literal' && typeof value.value === 'string';
}

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && 'type' in value;
}

// The editor's schema is the model's node set: what the editor does not know it deletes.
import { getSchema } from '@tiptap/core';
import { describe, expect, test } from 'vitest';
import { noteMarks, noteNodes } from '#lib/model/rich-text.ts';
import { noteExtensions } from './note-extensions.ts';

const schema = getSchema(noteExtensions({ taskDone: (task) => task, image: 'picture' }));

describe('[NOTE-3] the editor and the model', () => {
	test('know the same nodes', () => {
		expect(Object.keys(schema.nodes).sort()).toEqual(Object.keys(noteNodes).sort());
	});

	test('know the same marks', () => {
		expect(Object.keys(schema.marks).sort()).toEqual([...noteMarks].sort());
	});

	test.each(Object.entries(noteNodes))('let %s hold the same things', (name, { content, place }) => {
		const type = schema.nodes[name]!;
		expect(type.isInline).toBe(place === 'inline');
		expect(type.spec.group?.includes('block') ?? false).toBe(place === 'block');
		if (content === 'none') expect(type.isLeaf).toBe(true);
		else if (content === 'inline') expect(type.inlineContent).toBe(true);
		else if (content === 'blocks') expect(type.spec.content).toBe('block+');
		else if (content === 'paragraph-first') expect(type.spec.content).toBe('paragraph block*');
		else for (const part of content) expect(type.contentMatch.matchType(schema.nodes[part]!)).toBeTruthy();
	});

	test.each(Object.entries(noteNodes))('keep the attributes of %s', (name, { attrs = {} }) => {
		// `src` is named in the model only to be left out.
		const kept = Object.keys(attrs).filter((attribute) => attribute !== 'src');
		expect(Object.keys(schema.nodes[name]!.spec.attrs ?? {})).toEqual(expect.arrayContaining(kept));
	});

	test('allow every mark beside every other', () => {
		const all = noteMarks.map((name) =>
			schema.marks[name]!.create(name === 'link' ? { href: 'https://example.org' } : null)
		);
		const set = all.reduce((marks, mark) => mark.addToSet(marks), [] as readonly (typeof all)[number][]);
		expect(set.map((mark) => mark.type.name).sort()).toEqual([...noteMarks].sort());
	});
});

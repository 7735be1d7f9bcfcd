import { getSchema, Mark, Node } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { TableKit } from '@tiptap/extension-table';
import { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	isKnownNote,
	linkTarget,
	mendNote,
	normaliseNote,
	noteText,
	readNote,
	writeNote,
	type NoteJson
} from './rich-text.ts';
import { knownBlocks, wildNote, words } from './testing/arbitrary-notes.ts';

/** The schema an editor with exactly our node set has, made by Tiptap's own extensions. */
const schema: Schema = getSchema([
	StarterKit.configure({ undoRedo: false, codeBlock: false, code: false }),
	TaskList,
	TaskItem.configure({ nested: true }),
	TableKit,
	Mark.create({ name: 'highlight' }),
	// Unlike Tiptap's own, ours goes together with other marks.
	Mark.create({ name: 'code' }),
	Node.create({
		name: 'image',
		group: 'block',
		addAttributes: () => ({ file: { default: null }, alt: { default: null }, caption: { default: null } })
	})
]);

const fragmentOf = (doc = new Y.Doc()) => doc.getXmlFragment('note/t1');
const written = (note: NoteJson) => {
	const fragment = fragmentOf();
	writeNote(fragment, note);
	return fragment;
};
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const doc = (...content: object[]) => normaliseNote({ type: 'doc', content });
const sync = (a: Y.Doc, b: Y.Doc) => {
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
};

test('[NOTE-1] what is written is read back, whatever was there before', () => {
	fc.assert(
		fc.property(wildNote, wildNote, (before, after) => {
			const fragment = written(normaliseNote(before));
			expect(readNote(fragment)).toEqual(normaliseNote(before));
			writeNote(fragment, normaliseNote(after));
			expect(readNote(fragment)).toEqual(normaliseNote(after));
			const copy = new Y.Doc();
			Y.applyUpdate(copy, Y.encodeStateAsUpdate(fragment.doc!));
			expect(readNote(fragmentOf(copy))).toEqual(normaliseNote(after));
		})
	);
});

test('[NOTE-1] what we write, the editor’s binding reads; what it writes, we read', () => {
	fc.assert(
		fc.property(knownBlocks, knownBlocks, (first, second) => {
			const fragment = written(normaliseNote(first));
			writeNote(fragment, normaliseNote(second));
			const seen = yXmlFragmentToProseMirrorRootNode(fragment, schema);
			seen.check();
			expect(withoutDefaults(seen.toJSON())).toEqual(withoutDefaults(readNote(fragment)));
			expect(readNote(fragment)).toEqual(normaliseNote(second));

			const theirs = fragmentOf();
			prosemirrorJSONToYXmlFragment(schema, ProseMirrorNode.fromJSON(schema, normaliseNote(second)).toJSON(), theirs);
			expect(withoutDefaults(readNote(theirs))).toEqual(withoutDefaults(normaliseNote(second)));
		})
	);
});

test('[NOTE-2] whatever a file holds becomes a note that the editor keeps whole, unless it has unknown parts', () => {
	fc.assert(
		fc.property(wildNote, (json) => {
			const note = normaliseNote(json);
			expect(normaliseNote(note)).toEqual(note);
			if (!isKnownNote(note)) return;
			const seen = yXmlFragmentToProseMirrorRootNode(written(note), schema);
			if (note.content) seen.check();
			expect(noteText(normaliseNote(seen.toJSON()))).toBe(noteText(note));
		})
	);
});

test('[NOTE-2] no word is dropped when a note is put in order', () => {
	const allText = (json: unknown): string =>
		typeof json !== 'object' || json === null
			? ''
			: Array.isArray(json)
				? json.map(allText).join('')
				: 'type' in json && json.type === 'text'
					? 'text' in json && typeof json.text === 'string'
						? json.text.toWellFormed()
						: ''
					: 'content' in json && Array.isArray(json.content)
						? allText(json.content)
						: '';
	fc.assert(fc.property(wildNote, (json) => void expect(allText(normaliseNote([json]))).toBe(allText([json]))));
});

test('[NOTE-2] what stands in the wrong place is put where it fits', () => {
	expect(doc({ type: 'listItem', content: [{ type: 'text', text: 'a' }] }, { type: 'tableCell', content: [] })).toEqual(
		{
			type: 'doc',
			content: [
				{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('a')] }] },
				{
					type: 'table',
					content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] }]
				}
			]
		}
	);
	const image = { type: 'image', attrs: { file: 'f' } };
	expect(doc({ type: 'heading', attrs: { level: 7 }, content: [paragraph('a').content[0]!, image] }).content).toEqual([
		{ type: 'heading', attrs: { level: 3 }, content: paragraph('a').content },
		image
	]);
	expect(normaliseNote('one\ntwo').content).toEqual([paragraph('one'), paragraph('two')]);
	expect(normaliseNote(null)).toEqual({ type: 'doc' });
});

test('[NOTE-3] a note with unknown nodes or marks is not for the editor and stays as it is', () => {
	const mention = doc({
		type: 'paragraph',
		content: [
			{ type: 'text', text: 'Hallo ' },
			{ type: 'mention', attrs: { id: 'x' } }
		]
	});
	const comment = doc({
		type: 'paragraph',
		content: [{ type: 'text', text: 'Ja', marks: [{ type: 'comment', attrs: { of: 1 } }] }]
	});
	for (const note of [mention, comment]) {
		expect(isKnownNote(note)).toBe(false);
		const fragment = written(note);
		expect(mendNote(fragment)).toBe(false);
		expect(readNote(fragment)).toEqual(note);
	}
	expect(isKnownNote(doc(paragraph('a')))).toBe(true);
});

test('[NOTE-3] what the editor would delete from the document is mended before it is bound', () => {
	const fragment = fragmentOf();
	const list = new Y.XmlElement('bulletList');
	const item = new Y.XmlElement('listItem');
	item.insert(0, [new Y.XmlText('ohne Absatz')]);
	list.insert(0, [item]);
	fragment.insert(0, [new Y.XmlText('lose'), list]);
	expect(mendNote(fragment)).toBe(true);
	expect(yXmlFragmentToProseMirrorRootNode(fragment, schema).textContent).toBe('loseohne Absatz');
});

test('[NOTE-4] hostile content is read without complaint', () => {
	const fragment = fragmentOf();
	const embedded = new Y.XmlText();
	embedded.insertEmbed(0, { image: 'https://example.org/track.gif' });
	embedded.insert(1, 'nach', { '__proto__--12345678': true, bold: true, link: { href: 'javascript:alert(1)' } });
	const odd = new Y.XmlElement('text');
	odd.setAttribute('level', new Uint8Array(3) as unknown as string);
	let deep = new Y.XmlElement('blockquote');
	fragment.insert(0, [embedded, new Y.XmlHook('x') as unknown as Y.XmlElement, odd, new Y.XmlElement('doc'), deep]);
	for (let depth = 0; depth < 1_000; depth++) {
		const inner = new Y.XmlElement('blockquote');
		deep.insert(0, [inner]);
		deep = inner;
	}
	deep.insert(0, [new Y.XmlText('am Grund')]);
	const note = readNote(fragment);
	expect(isKnownNote(note)).toBe(false);
	expect(noteText(note)).toContain('am Grund');
	expect(note.content?.find(({ text }) => text === 'nach')?.marks).toEqual([{ type: 'bold' }]);
});

test('[NOTE-4] links lead to web and mail only, pictures only to files of the workshop', () => {
	for (const href of [
		'javascript:alert(1)',
		'data:text/html,x',
		'file:///etc/passwd',
		'//example.org',
		' https://a.b',
		'https:',
		1
	]) {
		expect(linkTarget(href), String(href)).toBeUndefined();
	}
	expect(linkTarget('https://example.org')).toBe('https://example.org');
	expect(linkTarget('mailto:a@example.org')).toBe('mailto:a@example.org');
	expect(doc({ type: 'image', attrs: { src: 'https://example.org/x.png', file: 'f', alt: 'a' } }).content).toEqual([
		{ type: 'image', attrs: { alt: 'a', file: 'f' } }
	]);
});

test('[NOTE-5] overlapping marks of one type are stored under hashed names and read back', () => {
	const marks = [
		{ type: 'comment', attrs: { id: 1 } },
		{ type: 'comment', attrs: { id: 2 } }
	];
	const fragment = written(doc({ type: 'paragraph', content: [{ type: 'text', text: 'zweimal', marks }] }));
	const stored = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
	const [{ attributes }] = stored.toDelta() as [{ attributes: object }];
	expect(Object.keys(attributes).every((key) => /^comment--[A-Za-z0-9+/=]{8}$/.test(key))).toBe(true);
	expect(readNote(fragment).content?.[0]?.content?.[0]?.marks).toEqual(marks);

	const overlapping = new Schema({
		nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} },
		marks: { comment: { attrs: { id: {} }, excludes: '' } }
	});
	const theirs = fragmentOf();
	prosemirrorJSONToYXmlFragment(overlapping, readNote(fragment), theirs);
	expect(readNote(theirs)).toEqual(readNote(fragment));
	expect(yXmlFragmentToProseMirrorRootNode(fragment, overlapping).toJSON()).toEqual(readNote(theirs));
});

test('[NOTE-6] writing the same note changes nothing', () => {
	fc.assert(
		fc.property(wildNote, (json) => {
			const fragment = written(normaliseNote(json));
			let updates = 0;
			fragment.doc!.on('update', () => updates++);
			writeNote(fragment, readNote(fragment));
			expect(updates).toBe(0);
		})
	);
});

test('[NOTE-6] a caret beside a change stays where it was, also within the changed paragraph', () => {
	const fragment = written(doc(paragraph('Anfang'), paragraph('Wir besuchen Schulen'), paragraph('Ende')));
	const text = (at: number) => (fragment.get(at) as Y.XmlElement).get(0) as Y.XmlText;
	const carets = [
		Y.createRelativePositionFromTypeIndex(text(0), 3),
		Y.createRelativePositionFromTypeIndex(text(1), 16),
		Y.createRelativePositionFromTypeIndex(text(2), 2)
	];
	writeNote(
		fragment,
		doc(paragraph('Anfang'), paragraph('Wir alle besuchen Schulen'), paragraph('neu'), paragraph('Ende'))
	);
	const found = carets.map((caret) => Y.createAbsolutePositionFromRelativePosition(caret, fragment.doc!));
	expect(found.map((caret) => caret?.index)).toEqual([3, 21, 2]);
});

test('[NOTE-6] formatting one word leaves the letters of the others in place', () => {
	const fragment = written(doc(paragraph('eins zwei drei')));
	const before = Y.encodeStateVector(fragment.doc!);
	const bold = [{ type: 'bold' }];
	const content = [
		{ type: 'text', text: 'eins ' },
		{ type: 'text', text: 'zwei', marks: bold },
		{ type: 'text', text: ' drei' }
	];
	writeNote(fragment, doc({ type: 'paragraph', content }));
	expect(readNote(fragment).content?.[0]?.content).toEqual(content);
	const change = Y.decodeUpdate(Y.encodeStateAsUpdate(fragment.doc!, before));
	expect(change.structs.every((struct) => struct instanceof Y.Item && struct.content instanceof Y.ContentFormat)).toBe(
		true
	);
	expect(change.ds.clients.size).toBe(0);
});

test('[NOTE-7] two people writing at once converge, and edits of different blocks both survive', () => {
	fc.assert(
		fc.property(knownBlocks, wildNote, wildNote, (start, mine, theirs) => {
			const [a, b] = [new Y.Doc(), new Y.Doc()];
			writeNote(fragmentOf(a), normaliseNote(start));
			sync(a, b);
			writeNote(fragmentOf(a), normaliseNote(mine));
			writeNote(fragmentOf(b), normaliseNote(theirs));
			sync(a, b);
			expect(readNote(fragmentOf(a))).toEqual(readNote(fragmentOf(b)));
		})
	);
	const [a, b] = [new Y.Doc(), new Y.Doc()];
	writeNote(fragmentOf(a), doc(paragraph('eins'), paragraph('zwei')));
	sync(a, b);
	writeNote(fragmentOf(a), doc(paragraph('eins A'), paragraph('zwei')));
	writeNote(fragmentOf(b), doc(paragraph('eins'), paragraph('zwei B'), paragraph('drei B')));
	sync(a, b);
	expect(noteText(readNote(fragmentOf(a)))).toBe('eins A\nzwei B\ndrei B');
});

test('[NOTE-8] plain text has a line per block and the cells of a row side by side', () => {
	const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(text)] });
	const note = doc(
		{ type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Ernte' }] },
		{
			type: 'bulletList',
			content: [
				{ type: 'listItem', content: [paragraph('a')] },
				{ type: 'listItem', content: [paragraph('b')] }
			]
		},
		{ type: 'table', content: [{ type: 'tableRow', content: [cell('x'), cell('y')] }] },
		{ type: 'paragraph', content: [{ type: 'text', text: '1' }, { type: 'hardBreak' }, { type: 'text', text: '2' }] },
		{ type: 'image', attrs: { file: 'f', alt: 'Foto', caption: 'Die Wand' } }
	);
	expect(noteText(note)).toBe('Ernte\na\nb\nx\ty\n1\n2\nDie Wand');
	fc.assert(fc.property(words, (text) => void expect(noteText(doc(paragraph(text)))).toBe(text.toWellFormed())));
});

/** Tiptap's schema fills in defaults that a note may leave out. */
function withoutDefaults(json: unknown): unknown {
	const defaults: Record<string, unknown> = {
		colspan: 1,
		rowspan: 1,
		start: 1,
		level: 1,
		checked: false,
		target: '_blank'
	};
	const note = normaliseNote(json);
	const strip = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(strip);
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).filter(([key, inner]) => key !== 'rel' && defaults[key] !== inner);
		const stripped = Object.fromEntries(entries.map(([key, inner]) => [key, strip(inner)]));
		if (stripped.attrs && Object.keys(stripped.attrs as object).length === 0) delete stripped.attrs;
		return stripped;
	};
	return strip(note);
}

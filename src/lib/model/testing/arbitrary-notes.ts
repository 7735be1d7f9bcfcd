/** Notes of every shape for property tests: well-formed ones, ones nobody should write, and the words they are made of. */
import fc from 'fast-check';
import type { NoteMark, NoteNode } from '../rich-text.ts';

/** Words with the traps of real ones: gender stars, umlauts, emoji of several code units, right-to-left, line breaks. */
export const words = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom('Botschafter*innen', 'Betriebe', 'Größe', ' ', '👩🏽‍🔧', 'a\nb', 'مرحبا', '#_*`', '\u0000')
	},
	{ weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }
);

const plainMark = fc
	.constantFrom('bold', 'italic', 'underline', 'strike', 'highlight', 'code')
	.map((type): NoteMark => ({ type }));
const linkMark = fc
	.constantFrom('https://example.org/a?b=c', 'mailto:ab@example.org', 'http://localhost')
	.map((href): NoteMark => ({ type: 'link', attrs: { href } }));
const knownMarks = fc.uniqueArray(fc.oneof(plainMark, linkMark), { maxLength: 3, selector: ({ type }) => type });

const text = (marks: fc.Arbitrary<NoteMark[]>) =>
	fc.record({ type: fc.constant('text'), text: words, marks }).map((node): NoteNode => node);
const inline = (marks: fc.Arbitrary<NoteMark[]>) =>
	fc.array(
		fc.oneof(
			{ weight: 5, arbitrary: text(marks) },
			{ weight: 1, arbitrary: fc.constant<NoteNode>({ type: 'hardBreak' }) }
		),
		{
			maxLength: 4
		}
	);

const node = (type: string, content: fc.Arbitrary<readonly NoteNode[]>, attrs?: fc.Arbitrary<NoteNode['attrs']>) =>
	fc.record({ type: fc.constant(type), content, ...(attrs && { attrs }) }).map((made): NoteNode => made);

/** Lists of blocks that ProseMirror's schema accepts as they are. */
export const knownBlocks = fc.letrec<{ block: NoteNode; blocks: NoteNode[] }>((tie) => {
	const paragraph = node('paragraph', inline(knownMarks));
	const item = (type: string, attrs?: fc.Arbitrary<NoteNode['attrs']>) =>
		node(
			type,
			fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 1 })).map(([first, rest]) => [first, ...rest]),
			attrs
		);
	const cell = fc
		.constantFrom('tableCell', 'tableHeader')
		.chain((type) => node(type, tie('blocks'), fc.record({ colspan: fc.constantFrom(1, 2), rowspan: fc.constant(1) })));
	const some = <Item>(arbitrary: fc.Arbitrary<Item>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 });
	return {
		block: fc.oneof(
			{ depthSize: 'small', withCrossShrink: true },
			paragraph,
			node('heading', inline(knownMarks), fc.record({ level: fc.constantFrom(1, 2, 3) })),
			fc.constant<NoteNode>({ type: 'horizontalRule' }),
			fc.record({ file: fc.constant('f00d'), alt: words }).map((attrs): NoteNode => ({ type: 'image', attrs })),
			node('bulletList', some(item('listItem'))),
			node('orderedList', some(item('listItem')), fc.record({ start: fc.integer({ min: 0, max: 99 }) })),
			node('taskList', some(item('taskItem', fc.record({ checked: fc.boolean() })))),
			node('blockquote', tie('blocks')),
			node('table', some(node('tableRow', some(cell))))
		),
		blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 })
	};
}).blocks;

/** Anything that may stand in a file under `note`: wrong places, unknown types, hostile attributes, other JSON. */
export const wildNote = fc.letrec<{ node: unknown }>((tie) => {
	const type = fc.oneof(
		fc.constantFrom(
			...'doc paragraph heading bulletList listItem taskItem table tableRow tableCell image hardBreak'.split(' ')
		),
		fc.constantFrom('mention', 'columns', 'doc', '', 'x--12345678', '__proto__')
	);
	const mark = fc.record({
		type: fc.constantFrom('bold', 'comment', 'link', 'comment--12345678', '__proto__'),
		attrs: fc.oneof(
			fc.constant(undefined),
			fc.record({ href: fc.constantFrom('javascript:alert(1)', 'https://a.b') }),
			fc.jsonValue({ maxDepth: 1 })
		)
	});
	const attrs = fc.oneof(
		fc.record(
			{ level: fc.integer(), start: fc.double(), file: words, src: words, checked: words },
			{ requiredKeys: [] }
		),
		fc.dictionary(words, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 })
	);
	return {
		node: fc.oneof(
			{ depthSize: 'small' },
			fc.record({ type: fc.constant('text'), text: words, marks: fc.array(mark, { maxLength: 3 }) }),
			fc.record({ type, attrs, content: fc.array(tie('node'), { maxLength: 3 }) }, { requiredKeys: [] }),
			fc.jsonValue({ maxDepth: 1 })
		)
	};
}).node;

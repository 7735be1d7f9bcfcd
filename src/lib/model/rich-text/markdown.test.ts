import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isKnownNote, noteText, normaliseNote } from '../rich-text.ts';
import { markdownToNote } from './markdown.ts';

test('[NOTE-9] a gender star is a letter, real emphasis stays emphasis', () => {
	expect(markdownToNote('Botschafter*innen und Betriebsakquisiteur*innen, *wirklich*')).toEqual({
		type: 'doc',
		content: [
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'Botschafter*innen und Betriebsakquisiteur*innen, ' },
					{ type: 'text', text: 'wirklich', marks: [{ type: 'italic' }] }
				]
			}
		]
	});
	expect(noteText(markdownToNote('**Schüler*innen** und `a*b`\n\n    code*block'))).toBe(
		'Schüler*innen und a*b\ncode*block'
	);
});

test('[NOTE-9] everything a note can hold is understood', () => {
	const note = markdownToNote(`# Ernte

- eins
- zwei
  1. innen

3. drei

- [x] fertig
- [ ] offen

> Zitat  
> zweite Zeile

---

| Wer | Was |
| --- | --- |
| Kammer | ~~nichts~~ [viel](https://example.org "t") |

Siehe [Seite][1] und https://werktisch.example und ![Foto](https://example.org/x.png).

[1]: https://example.org/1
`);
	expect(isKnownNote(note)).toBe(true);
	expect(note.content?.map(({ type }) => type)).toEqual([
		'heading',
		'bulletList',
		'orderedList',
		'taskList',
		'blockquote',
		'horizontalRule',
		'table',
		'paragraph'
	]);
	expect(note.content?.[2]?.attrs).toEqual({ start: 3 });
	expect(JSON.stringify(note)).not.toContain('"src"');
	expect(noteText(note)).toContain('Siehe Seite und https://werktisch.example und Foto.');
	expect(JSON.stringify(note).match(/"href":"[^"]+"/g)).toHaveLength(4);
});

test('[NOTE-9] HTML and dangerous links stay words', () => {
	const note = markdownToNote('<script>alert(1)</script>\n\n[klick](javascript:alert(1)) <b>fett</b>');
	expect(noteText(note)).toBe('<script>alert(1)</script>\nklick <b>fett</b>');
	expect(JSON.stringify(note)).not.toContain('link');
});

test('[NOTE-9] any text at all becomes a note the editor accepts', () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.constantFrom(...'# - * _ ` > | \n \n\n 1. [x] [a](b) ab ä ~~ <br> \\ [^1] &amp;'.split(' '), '\n', ' '),
				{ maxLength: 30 }
			),
			(parts) => {
				const note = markdownToNote(parts.join(''));
				expect(isKnownNote(note)).toBe(true);
				expect(normaliseNote(note)).toEqual(note);
			}
		)
	);
});

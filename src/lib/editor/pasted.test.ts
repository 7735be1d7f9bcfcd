import { expect, test } from 'vitest';
import { unstyled } from './pasted.ts';

test('styles travel under another name, and nothing is left that a policy would block', () => {
	expect(unstyled('<p style="color: red" class=x>a</p>')).toBe('<p data-pasted-style="color: red" class=x>a</p>');
	expect(unstyled("<b\n STYLE = 'font-weight:700'>a</b>")).toBe("<b\n data-pasted-style = 'font-weight:700'>a</b>");
	expect(unstyled('<p onclick="a(\'>\')" title="style=x">a</p>')).toBe('<p title="style=x">a</p>');
	expect(unstyled('<style>p { color: red }</style>a<script>b()</script>c<!-- <p style="d"> -->')).toBe('ac');
});

test('words that look like markup stay words', () => {
	const words = 'a < b, style="x", 3 > 2, onclick = "ja"';
	expect(unstyled(words)).toBe(words);
});

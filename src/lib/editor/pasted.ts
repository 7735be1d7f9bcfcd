/**
 * What comes from other programs through the clipboard. Their formatting often lies in style attributes, and our
 * Content-Security-Policy keeps the browser's parser from taking those over, also in documents that are never shown. So
 * they travel under another name and are put back by the CSSOM, which no policy concerns. What a note can hold is decided
 * afterwards by its schema, as ever.
 */
import { Extension } from '@tiptap/core';
import { DOMParser, type ParseOptions, type Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

const carrier = 'data-pasted-style';
const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const invisible = /<!--[^]*?-->|<(style|script|title|xml)\b[^]*?<\/\1\s*>/gi;
const handler = /\son[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi;
const styleName = /(\s)style(?=\s*=)/gi;

/** Without what would be blocked: style attributes renamed, handlers and sheets gone. */
export function unstyled(html: string): string {
	return html
		.replace(invisible, '')
		.replace(tag, (whole) => whole.replace(handler, '').replace(styleName, `$1${carrier}`));
}

class StyledParser extends DOMParser {
	constructor(schema: Schema) {
		super(schema, DOMParser.fromSchema(schema).rules);
	}

	override parseSlice(dom: Node, options?: ParseOptions) {
		for (const element of (dom as HTMLElement).querySelectorAll<HTMLElement>(`[${carrier}]`)) {
			element.style.cssText = element.getAttribute(carrier) ?? '';
			element.removeAttribute(carrier);
		}
		return super.parseSlice(dom, options);
	}
}

export const Pasted = Extension.create({
	name: 'pasted',
	addProseMirrorPlugins() {
		return [
			new Plugin({ props: { transformPastedHTML: unstyled, clipboardParser: new StyledParser(this.editor.schema) } })
		];
	}
});

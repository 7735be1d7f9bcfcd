/** The formats there are, each loaded when it is asked for. */
import type { Writer } from './writer.ts';

export const writers = {
	docx: () => import('./docx/docx-writer.ts').then(({ docxWriter }) => docxWriter),
	markdown: () => import('./markdown.ts').then(({ markdownWriter }) => markdownWriter)
} satisfies Readonly<Record<string, () => Promise<Writer>>>;

export type WriterId = keyof typeof writers;

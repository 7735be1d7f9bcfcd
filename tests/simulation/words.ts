/**
 * Every word somebody typed and where it has to be in the end: in the document, unless somebody took it away with a
 * command; in its author's tray; or – only when a tab died before its light said that it was kept – nowhere.
 */
import type * as Y from 'yjs';
import type { Session } from '#lib/sync/open-session.ts';
import type { Tab } from './devices.ts';

export interface Word {
	readonly text: string;
	readonly tab: Tab;
	/** The record it was typed into; absent in a note. */
	readonly record: string | undefined;
	/** A light said that it is on the device, or more. */
	kept: boolean;
	/** A command took it away, or may have. */
	mayBeGone: string | undefined;
}

export class Words {
	readonly all: Word[] = [];

	/** A new word, unlike any other from its first letter to its last: then there is one way to see what was changed. */
	next(): string {
		const letter = String.fromCodePoint(0x4e00 + this.#made);
		return `${letter}${this.#made++}${letter}`;
	}
	#made = 0;

	typed(text: string, tab: Tab, record?: string): void {
		this.all.push({ text, tab, record, kept: false, mayBeGone: undefined });
	}

	/** The record is gone, with whatever anybody has written or will still write in it. */
	removed(record: string): void {
		this.#removed.add(record);
	}
	readonly #removed = new Set<string>();

	/** Words that were to be seen before and are not any more were taken away by whoever did that. */
	takenAway(before: string, after: string, why: string): void {
		for (const word of this.all) if (before.includes(word.text) && !after.includes(word.text)) word.mayBeGone ??= why;
	}

	/** What this tab's light says now. */
	light(tab: Tab, session: Session): void {
		const { light } = session.light;
		if (light !== 'device' && light !== 'sent' && light !== 'saved') return;
		for (const word of this.all) if (word.tab === tab) word.kept = true;
	}

	/** The tab is gone: what was not said to be kept may be gone with it. */
	died(tab: Tab): void {
		for (const word of this.all) if (word.tab === tab && !word.kept) word.mayBeGone ??= 'its tab died';
	}

	/** Words that are nowhere although they should be. */
	lost(everywhere: string, trayOf: (word: Word) => string): readonly Word[] {
		return this.all.filter(
			(word) =>
				word.mayBeGone === undefined &&
				!(word.record !== undefined && this.#removed.has(word.record)) &&
				!everywhere.includes(word.text) &&
				!trayOf(word).includes(word.text)
		);
	}
}

/** Every text in a document, for people and for comparing. */
export function textOf(doc: Y.Doc): string {
	const parts = [...doc.share.keys()].sort().map((name) => {
		// A root that somebody only looked at is there on their device and nowhere else.
		const text = name.startsWith('note/') ? doc.getXmlFragment(name).toString() : sortedJson(doc.getMap(name).toJSON());
		return text === '' || text === '{}' ? '' : `${name} ${text}`;
	});
	return parts.filter((part) => part !== '').join('\n');
}

function sortedJson(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
}

/** Everything a session shows. */
export function shownIn(session: Session): string {
	const { documents } = session.workshop;
	return documents
		.names()
		.map((name) => textOf(documents.open(name).doc))
		.join('\n');
}

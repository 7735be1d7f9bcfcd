import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** Words that appear everywhere. */
export const common = {
	productName: 'Werktisch',
	documentTitle: (page: string, workshop?: string) =>
		workshop ? `${page} · ${workshop} · Werktisch` : `${page} · Werktisch`,
	add: 'Hinzufügen',
	apply: 'Übernehmen',
	back: 'Zurück',
	cancel: 'Abbrechen',
	change: 'Ändern',
	close: 'Schließen',
	copied: 'Kopiert',
	copy: 'Kopieren',
	copyFailed: 'Das Kopieren hat nicht geklappt. Bitte den Text markieren und von Hand kopieren.',
	create: 'Anlegen',
	delete: 'Löschen',
	details: 'Einzelheiten',
	done: 'Fertig',
	download: 'Herunterladen',
	edit: 'Bearbeiten',
	loading: 'Wird geladen',
	more: 'Mehr',
	moreActions: (what: string) => `Mehr zu: ${what}`,
	next: 'Weiter',
	no: 'Nein',
	none: 'Keine Angabe',
	open: 'Öffnen',
	optional: 'freiwillig',
	print: 'Drucken',
	remove: 'Entfernen',
	removeItem: (what: string) => `${what} entfernen`,
	rename: 'Umbenennen',
	retry: 'Noch einmal versuchen',
	save: 'Sichern',
	search: 'Suchen',
	show: 'Anzeigen',
	undo: 'Rückgängig',
	undone: 'Rückgängig gemacht',
	redo: 'Wiederholen',
	untitled: 'Ohne Titel',
	yes: 'Ja',
	charactersLeft: (count: number) =>
		many(count, { zero: 'Kein Zeichen mehr frei', one: 'Noch # Zeichen', other: 'Noch # Zeichen' }),
	charactersTooMany: (count: number) => many(count, { one: '# Zeichen zu viel', other: '# Zeichen zu viel' }),
	people: (count: number) => many(count, { zero: 'Niemand', one: '# Person', other: '# Personen' }),
	suggestions: (count: number) => many(count, { zero: 'Keine Vorschläge', one: '# Vorschlag', other: '# Vorschläge' })
};

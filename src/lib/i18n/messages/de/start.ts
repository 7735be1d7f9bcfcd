/** First page: workshops on this device, a new one, join with a code. */
export const start = {
	title: 'Werkstätten',
	claim: 'Gemeinsam sammeln, entscheiden und mit einer fertigen Dokumentation nach Hause gehen.',
	empty: {
		text: 'Werkstätten, die auf diesem Gerät angelegt oder geöffnet wurden, stehen später hier. Sie bleiben auch ohne Netz lesbar.'
	},
	ownTitle: 'Selbst einladen',
	ownText: 'Eine Werkstatt vorbereiten, auch ohne Netz. Ein Konto braucht niemand.',
	newWorkshop: 'Neue Werkstatt',
	joinWithCode: 'Mit Code beitreten',
	codeHint: 'Sechs Zeichen, sie stehen auf der Leinwand oder in der Einladung.',
	join: 'Beitreten',
	lastOpened: (when: string) => `Zuletzt geöffnet ${when}`,
	onlyHere: 'Nur auf diesem Gerät',
	/** Instead of the title, which comes with the moderator's yes. */
	atDoor: 'Noch vor der Tür',
	atDoorBadge: 'Wartet auf Bestätigung',
	removeFromDevice: 'Von diesem Gerät entfernen',
	removeTitle: (title: string) => `„${title}“ von diesem Gerät entfernen?`,
	removeText:
		'Die Werkstatt verschwindet nur hier. Für alle anderen bleibt sie, wie sie ist; mit dem Link lässt sie sich wieder öffnen.',
	removeTextOnlyHere:
		'Diese Werkstatt liegt nur auf diesem Gerät. Nach dem Entfernen gibt es sie nicht mehr, außer in einer Datei, die vorher heruntergeladen wurde.',
	removeTextEnded:
		'Über diesen Zugang geht es nicht mehr hinein. Nach dem Entfernen ist nur noch da, was vorher heruntergeladen wurde.',
	removed: (title: string) => `„${title}“ ist von diesem Gerät entfernt.`,
	downloadFirst: 'Erst als Datei herunterladen',
	storageMissing: {
		title: 'Dieser Browser speichert hier nichts',
		text: 'Vielleicht ist es ein privates Fenster. Alles funktioniert, aber ohne Verbindung bleibt nach dem Schließen nichts übrig.'
	},
	new: {
		title: 'Neue Werkstatt',
		lead: 'Eine Vorlage wählen und einen Titel geben. Alles lässt sich später ändern.',
		titleLabel: 'Titel',
		titlePlaceholder: 'Zum Beispiel: Ideenschmiede Nachwuchs',
		templateLabel: 'Vorlage',
		create: 'Werkstatt anlegen',
		creating: 'Werkstatt wird angelegt',
		nameLabel: 'Mein Name',
		nameHint: 'So sehen es die anderen. Ein Vorname oder Spitzname genügt.',
		templateMissing:
			'Diese Vorlage lässt sich gerade nicht laden. Mit „Leer“ oder einer Datei geht es trotzdem weiter.',
		offline:
			'Ohne Verbindung entsteht die Werkstatt auf diesem Gerät. Geteilt wird sie von selbst, sobald der Server erreichbar ist.'
	},
	templates: {
		ideas: {
			title: 'Ideenschmiede',
			text: 'Allein sammeln, gemeinsam ordnen, an zwei Tischen vertiefen, Verabredungen treffen.'
		},
		topics: {
			title: 'Thementische',
			text: 'Mehrere Tische mit eigener Frage, freier Wechsel, Ernte im Plenum.'
		},
		series: {
			title: 'Werkstatt-Reihe',
			text: 'Eine offene Runde, die sich immer wieder trifft und an einem Maßnahmenplan arbeitet.'
		},
		kickoff: {
			title: 'Auftakttreffen',
			text: 'Erfahrungen und Wünsche sammeln, daraus Vorhaben für die nächsten Monate machen.'
		},
		empty: {
			title: 'Leer',
			text: 'Ein Bereich, ein Thementisch, sonst nichts.'
		}
	},
	fromFile: 'Aus einer Datei',
	file: {
		choose: 'Datei wählen',
		chosen: (title: string) => `Werkstatt: ${title}`,
		missing: 'Hier fehlt noch eine Datei.',
		label: 'Werkstatt-Datei',
		hint: 'Eine Datei mit der Endung .werktisch.json, auch von einem anderen Server.',
		reading: 'Datei wird gelesen',
		newer:
			'Die Datei stammt aus einer neueren Version. Was diese Version nicht kennt, bleibt erhalten, lässt sich aber nicht bearbeiten.',
		failed: {
			tooLarge: (limit: string) => `Die Datei ist zu groß, möglich sind ${limit}. Es wurde nichts verändert.`,
			syntax: (line: number, column: number) =>
				`Die Datei ist unvollständig oder beschädigt, und zwar in Zeile ${line}, Spalte ${column}. Es wurde nichts verändert.`,
			foreign: 'Das ist keine Werkstatt-Datei. Es wurde nichts verändert.',
			newer: (version: number) =>
				`Die Datei hat das neuere Format ${version} und lässt sich hier nicht lesen. Es wurde nichts verändert.`,
			missing: (path: string) => `In der Datei fehlt „${path}“. Es wurde nichts verändert.`,
			wrongType: (path: string, expected: string) =>
				`In der Datei müsste bei „${path}“ ${expected} stehen. Es wurde nichts verändert.`,
			duplicateId: (path: string, first: string) =>
				`In der Datei hat „${path}“ dieselbe Kennung wie „${first}“. Es wurde nichts verändert.`,
			tooDeep: (path: string) => `Die Datei ist bei „${path}“ zu tief verschachtelt. Es wurde nichts verändert.`,
			unreadable: 'Die Datei lässt sich nicht öffnen. Es wurde nichts verändert.',
			types: {
				text: 'ein Text',
				number: 'eine Zahl',
				yesOrNo: 'true oder false',
				list: 'eine Liste',
				object: 'ein Objekt',
				richText: 'ein Text'
			}
		}
	}
};

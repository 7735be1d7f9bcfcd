/** The door: code or link, then name, organisation, perspective. */
export const join = {
	title: 'Beitreten',
	codeTitle: 'Mit Code beitreten',
	codeLabel: 'Code',
	codeHint: 'Sechs Zeichen. Groß und klein ist gleich.',
	codeMissing: 'Hier fehlt noch der Code, sechs Zeichen von der Leinwand oder aus der Einladung.',
	nameLabel: 'Name',
	nameHint: 'So sehen es die anderen. Ein Vorname oder Spitzname genügt.',
	nameMissing: 'Hier fehlt noch ein Name. Ein Vorname oder Spitzname genügt.',
	organisationLabel: 'Organisation',
	perspectiveLabel: 'Perspektive',
	perspectiveHint: 'Aus welcher Sicht kommen die Beiträge?',
	perspectiveNone: 'Ohne Perspektive',
	enter: 'Eintreten',
	entering: 'Tür wird geöffnet',
	privacy:
		'Name, Angaben und Beiträge liegen auf diesem Gerät und auf dem Server dieser Werkstatt, sonst nirgends; die Moderation kann alles löschen.',
	privacyMore: 'Was wird wo gespeichert?',
	privacyDetails:
		'Sichtbar für alle in der Werkstatt: Name, Organisation, Perspektive und Beiträge. Es gibt kein Konto, keine Werbung und keine Verbindung zu anderen Diensten. Ein Cookie merkt sich, dass dieses Gerät schon dabei war.',
	waiting: {
		title: 'Gleich geht es hinein',
		text: 'Die Moderation bestätigt, wer dazukommt. Die Seite kann offen bleiben; sie öffnet sich von selbst.'
	},
	declined: {
		title: 'Die Tür bleibt zu',
		text: 'Die Moderation hat den Zutritt nicht bestätigt. War das ein Versehen, hilft ein Gespräch.'
	},
	noLinkToken: {
		title: 'Der Link ist unvollständig',
		text: 'Der letzte Teil fehlt, vielleicht beim Kopieren verloren; oder der Browser hat seine Daten gelöscht und kennt die Werkstatt nicht mehr. Mit dem ganzen Link oder dem Code geht es wieder hinein, und was gesichert war, ist noch da.'
	},
	linkUnknown: {
		title: 'Dieser Link passt nicht',
		text: 'Der Server kennt ihn nicht. Vielleicht fehlt ein Stück, oder er gehört zu einem anderen Server. Bitte den ganzen Link noch einmal öffnen oder den Code eingeben.'
	},
	/** Where the door says something else than the rest of the app about the same refusal. */
	closed: {
		rate: {
			title: 'Gerade klopfen sehr viele an',
			text: 'Der Server bittet um eine kurze Pause. In einer Minute noch einmal versuchen; der Link oder der QR-Code geht auch jetzt.'
		},
		unavailable: {
			title: 'Der Server macht gerade Pause',
			text: 'Er nimmt im Augenblick nichts an. Bitte gleich noch einmal versuchen.'
		},
		full: {
			title: 'Die Werkstatt ist voll',
			text: 'Der Server nimmt hier keine weiteren Personen auf. Die Moderation kann Platz schaffen.'
		}
	},
	insecure:
		'Diese Seite am besten offen lassen: Über diese Adresse (http) lässt sie sich ohne Verbindung nicht neu laden. Geschriebenes bleibt trotzdem auf dem Gerät.',
	offline: {
		title: 'Keine Verbindung zum Server',
		text: 'Zum ersten Eintreten braucht es einmal eine Verbindung. Danach geht auch ohne weiter.'
	},
	stillOnDevice: 'Was auf diesem Gerät schon liegt, ist noch da und lässt sich ansehen.',
	openLocalCopy: 'Stand auf diesem Gerät öffnen',
	enterCode: 'Code eingeben',
	toStart: 'Zum Start'
};

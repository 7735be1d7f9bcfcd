/** States of things, by the word the code uses. */
export const states = {
	measure: {
		idea: 'Idee',
		planned: 'geplant',
		requested: 'angefragt',
		pilot: 'Pilot',
		running: 'läuft',
		recurring: 'wiederkehrend',
		done: 'erledigt',
		dropped: 'verworfen'
	},
	table: { preparing: 'in Vorbereitung', open: 'offen', closed: 'geschlossen' }
};

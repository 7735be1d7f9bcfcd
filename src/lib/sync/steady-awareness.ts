/**
 * An Awareness that outlives its Y.Doc: y-websocket and the caret plugin both expect the awareness to carry the client
 * id of the document, so on replacement it moves over, with what this person said about themselves but without a caret
 * (a caret is a place in the old document).
 */
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import type * as Y from 'yjs';

export class SteadyAwareness extends Awareness {
	/**
	 * Yjs gives a document a new client id when it hears somebody else write under the present one (chance, or somebody who
	 * makes one up). Without this, y-websocket would look for a state that is not there, and throw while it disconnects.
	 */
	follow(): void {
		if (this.clientID !== this.doc.clientID) this.moveTo(this.doc);
	}

	moveTo(doc: Y.Doc): void {
		const { cursor: _place, ...said } = this.getLocalState() ?? {};
		removeAwarenessStates(this, [this.clientID], 'replaced');
		this.doc = doc;
		this.clientID = doc.clientID;
		this.setLocalState(said);
	}
}

/**
 * Somebody with a valid session and a client of their own making, who speaks in another one's name: sends a word under a
 * Yjs client id that is not theirs. Nobody may ever see it (PROTOCOL.md, RELAY-7).
 */
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { messageType, syncType } from '#lib/protocol/messages.ts';
import * as Y from 'yjs';
import { socketClass } from './browser-socket.ts';
import { meeting, type Scene } from './scene.ts';

export const forgedRoot = 'forged';

/** What is sent: everything the author has said so far, and one word more that they never said. */
function forgery(author: Y.Doc): Uint8Array {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(author));
	doc.clientID = author.clientID;
	const before = Y.encodeStateVector(doc);
	doc.getMap(forgedRoot).set('said', 'never');
	return Y.encodeStateAsUpdate(doc, before);
}

/** As a moderator nobody could be told from a re-seed, so it is somebody else. */
export async function forge(scene: Scene): Promise<string | undefined> {
	const forger = scene.open.find(({ tab }) => tab.device !== scene.host && !tab.device.promoted);
	const author = scene.open.find(({ session }) => {
		const { clientID } = session.workshop.board(meeting).handle.doc;
		// An id that nobody has used yet belongs to whoever is first.
		const owner = scene.disk.owners.get(`board.${meeting}/${clientID}`);
		return owner === session.participant && owner !== forger?.session.participant;
	});
	if (!forger || !author) return undefined;
	const { tab } = forger;
	const [session] = [...scene.claims.participants].find(([, id]) => id === forger.session.participant) ?? [];
	const place = { network: scene.network, process: tab.process, outlet: tab.device };
	await scene.world.as(tab.process, () => {
		const Socket = socketClass(place, () => session);
		const socket = new Socket(`ws://relay.test/sync/${scene.workshop}/board.${meeting}`);
		socket.onopen = () => {
			socket.send(frame(syncType.step2, Uint8Array.of(0, 0)));
			const { doc } = author.session.workshop.board(meeting).handle;
			socket.send(frame(syncType.update, forgery(doc)));
		};
	});
	return `${tab.name} speaks for ${author.tab.name}`;
}

function frame(type: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
	const encoder = createEncoder();
	writeVarUint(encoder, messageType.sync);
	writeVarUint(encoder, type);
	writeVarUint8Array(encoder, update);
	return toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

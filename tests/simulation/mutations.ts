/**
 * Faults that the simulator has to notice: each is one line of the product, as it is and as it would be wrong. A line that
 * is not there any more (exactly once) is a failed test, so that nobody mutates air.
 */
export interface Mutation {
	readonly fault: string;
	readonly file: string;
	readonly line: string;
	readonly wrong: string;
	/** A seed that has noticed it; tried first. */
	readonly seed?: number;
	/** Where the usual length is too short for it. */
	readonly steps?: number;
	/** The simulator runs into it too seldom, or never, because its people are honest: who notices it instead, and by which rule in the title of a test. */
	readonly elsewhere?: { readonly suite: string; readonly rule: string };
}

const relay: readonly Mutation[] = [
	{
		fault: 'a frame is acknowledged before it is on the disk',
		file: 'server/rooms/commit-queue.ts',
		line: 'if (frames.length > 0) this.#due.push({ seq, peer, frames });',
		wrong: 'peer.acknowledge(frames, () => seq);'
	},
	{
		fault: 'an update is shown to others before it is on the disk',
		file: 'server/rooms/commit-queue.ts',
		line: 'const seq = ++this.#seq;',
		wrong: 'const seq = ++this.#seq; this.#onCommitted(seq, peer, admitted);'
	},
	{
		fault: 'an update with a gap is acknowledged',
		file: 'server/rooms/admission.ts',
		line: "if (kind === 'update' && !complete) return { kind: 'gap' };",
		wrong: "if (kind === 'update' && !complete) return { kind: 'known' };",
		elsewhere: { suite: 'tests/integration/authority.test.ts', rule: '[RELAY-4]' }
	},
	{
		fault: 'updates before the SyncStep2 are stored by themselves and one after a gap is acknowledged',
		file: 'server/rooms/room.ts',
		line: "if (this.#suspended || peer.sync === 'awaiting') return peer.ledger.park(frame);",
		wrong: 'if (this.#suspended) return this.#commits.answerWhenDurable(peer, [frame]);'
	},
	{
		fault: 'everybody may write under every client id',
		file: 'server/rooms/admission.ts',
		line: "return sender.isModerator || owner === undefined || owner === sender.participant ? 'own' : 'stolen';",
		wrong: "return owner === 'x' ? 'stolen' : 'own';"
	},
	{
		fault: 'a refused document may go on writing',
		file: 'server/rooms/peer.ts',
		line: 'this.superseded = true;',
		wrong: '',
		elsewhere: { suite: 'tests/integration/authority.test.ts', rule: '[RELAY-8]' }
	},
	{
		fault: 'after the store has failed, what was under way counts as stored',
		file: 'server/rooms/commit-queue.ts',
		line: 'for (const { peer, frames } of this.#due) for (const frame of frames) peer.ledger.park(frame);',
		wrong: 'for (const { peer, frames } of this.#due) peer.acknowledge(frames, () => this.#durable);'
	},
	{
		fault: 'a document that is opened while the store cannot write does not wait',
		file: 'server/rooms/workshop.ts',
		line: 'if (!this.#deps.availability.isAvailable) room.suspend();',
		wrong: '',
		elsewhere: { suite: 'tests/integration/store-outage.test.ts', rule: '[RELAY-14]' }
	},
	{
		fault: 'a SyncStep1 names what is only on its way to the disk',
		file: 'server/rooms/document-bounds.ts',
		line: 'return Y.encodeStateVector(this.#durable);',
		wrong: 'return Y.encodeStateVector(this.#clocks);',
		elsewhere: { suite: 'tests/integration/store-outage.test.ts', rule: '[RELAY-2]' }
	}
];

const client: readonly Mutation[] = [
	{
		fault: 'the light says "saved" for whatever was sent',
		file: 'src/lib/sync/transport/frame-ledger.ts',
		line: 'return this.#take((entry) => entry.frame !== undefined && entry.frame <= frames);',
		wrong: 'return this.#take(() => true);'
	},
	{
		fault: 'the light says that words are on the device before they are',
		file: 'src/lib/sync/document-rows.ts',
		line: 'this.ledger.add(row, false);\n\t\twriter.queue',
		wrong: 'this.ledger.add(row, true);\n\t\twriter.queue',
		seed: 8
	},
	{
		fault: 'refused work is not laid into the tray',
		file: 'src/lib/sync/refusal/settle-refusal.ts',
		line: 'tray.push(item);',
		wrong: '',
		seed: 12
	},
	{
		fault: 'rows that were acknowledged are thrown away',
		file: 'src/lib/sync/document-rows.ts',
		line: 'writer.queue({ put, remove:',
		wrong: 'writer.queue({ remove:',
		seed: 4
	},
	{
		fault: 'after a reload, what waited before is not counted any more',
		file: 'src/lib/sync/document-rows.ts',
		line: 'for (const row of content.waiting) if (!this.ledger.has(row.key)) this.ledger.add(row, true);',
		wrong: ''
	},
	{
		fault: 'what follows from own words that are refused later is kept as if others had said it',
		file: 'src/lib/sync/document-keeper.ts',
		line: 'this.#hasNews = true;',
		wrong: 'this.#rows.keepForeign(update);',
		seed: 2
	},
	{
		fault: 'a store that did not answer once is not asked again',
		file: 'src/lib/sync/document-keeper.ts',
		line: "this.#later('read', () => this.catchUp());",
		wrong: 'this.#wasRead();',
		elsewhere: { suite: 'tests/simulation/stories.test.ts', rule: '[STORE-8]' }
	},
	{
		fault: 'while words of others have a gap, rows that build on refused ones are kept',
		file: 'src/lib/sync/refusal/base-document.ts',
		line: 'if (!holds(trial, row.update)) return true;',
		wrong: 'if (hasPending(trial) && !hasPending(doc)) return true;',
		elsewhere: { suite: 'src/lib/sync/refusal/refusal.test.ts', rule: '[REFUSE-1]' }
	},
	{
		fault: 'what the relay has is refused with the rest, because its answer was lost',
		file: 'src/lib/sync/transport/frame-ledger.ts',
		line: 'this.#relayHas = clocks;',
		wrong: '',
		seed: 109,
		steps: 500
	}
];

export const mutations: readonly Mutation[] = [...relay, ...client];

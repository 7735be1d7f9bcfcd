/** Every bound that the relay keeps, in one place, so that a client can respect it beforehand. Sizes are bytes. */

export const limits = {
	/** One update frame. */
	updateBytes: 256 * 1024,
	/** One SyncStep2 frame (a whole document, for example after an import). */
	syncBytes: 8 * 1024 * 1024,
	/** One awareness frame. */
	awarenessBytes: 2 * 1024,
	/** The stored log of one workshop. */
	workshopBytes: 64 * 1024 * 1024,
	documentsPerWorkshop: 200,
	/** Structs and delete ranges in one update frame; a SyncStep2 is bounded by its size. */
	structsPerUpdate: 5_000,
	deleteRangesPerUpdate: 10_000,
	/** Nesting of arrays and objects in one value. */
	valueDepth: 64,
	/** Frames and bytes one participant may send, over all connections: sustained per second, and in one burst. */
	framesPerSecond: 60,
	frameBurst: 600,
	bytesPerSecond: 512 * 1024,
	byteBurst: 16 * 1024 * 1024,
	connectionsPerParticipant: 40,
	participantsPerWorkshop: 2_000,
	/** Characters of a name, an organisation. */
	nameLength: 120,
	titleLength: 300,
	fileBytes: 2 * 1024 * 1024,
	/** All pictures of one workshop. */
	workshopFileBytes: 256 * 1024 * 1024,
	/** JSON bodies of the HTTP interface. */
	bodyBytes: 256 * 1024,
	/** Silence after which the relay says something, milliseconds. */
	heartbeatMs: 12_000
} as const;

export type Limits = typeof limits;

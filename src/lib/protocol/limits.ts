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
	/** Structs and delete ranges in one update frame. */
	structsPerUpdate: 5_000,
	deleteRangesPerUpdate: 10_000,
	/** Structs in one SyncStep2: more than any document of its size has by honest work. */
	structsPerSync: 500_000,
	/** New delete ranges in one SyncStep2, and separate ranges that a document may keep. */
	deleteRangesPerSync: 200_000,
	deleteRangesPerDocument: 500_000,
	/** Yjs client ids that one update frame may use for the first time. */
	clientsPerUpdate: 50,
	/** Nesting of arrays and objects in one value. */
	valueDepth: 64,
	/** Frames and bytes one participant may send, over all connections: sustained per second, and in one burst. */
	framesPerSecond: 60,
	frameBurst: 600,
	bytesPerSecond: 512 * 1024,
	byteBurst: 16 * 1024 * 1024,
	connectionsPerParticipant: 40,
	participantsPerWorkshop: 2_000,
	linksPerWorkshop: 1_000,
	/** Characters of a name, an organisation. */
	nameLength: 120,
	titleLength: 300,
	fileBytes: 2 * 1024 * 1024,
	/** All pictures of one workshop. */
	workshopFileBytes: 256 * 1024 * 1024,
	boxesPerWorkshop: 200,
	/** One sealed entry, and how many items its owner may say it has. */
	boxEntryBytes: 64 * 1024,
	boxEntryItems: 1_000,
	/** What a box has become: one update. Entries and results count towards `workshopBytes`. */
	boxResultBytes: 8 * 1024 * 1024,
	/** Writes of sealed entries by one participant: sustained per second, and in one burst. */
	boxWritesPerSecond: 2,
	boxWriteBurst: 60,
	/** Facts are shown beside the entries of an anonymous box only for groups of at least so many. */
	boxFactGroup: 3,
	/** JSON bodies of the HTTP interface. */
	bodyBytes: 256 * 1024,
	/** Silence after which the relay says something, milliseconds. */
	heartbeatMs: 12_000
} as const;

export type Limits = typeof limits;

/**
 * Why the relay closed a socket. y-websocket stops for good on 4400 to 4499 and tries again after any other code.
 */
export const closeCode = {
	unauthenticated: 4401,
	/** Kicked, or the link was revoked. */
	kicked: 4403,
	erased: 4410,
	tooLarge: 4413,
	slowDown: 4529,
	/** No access to this document now; pause until POLICY says otherwise. */
	noAccess: 4530,
	restarting: 4553
} as const;

export type CloseCode = (typeof closeCode)[keyof typeof closeCode];

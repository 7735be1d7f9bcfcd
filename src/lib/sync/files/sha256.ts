/** SHA-256 in lower-case hexadecimal. Not by `crypto.subtle`: a plain-http address in a room's own network has none. */
import { digest } from 'lib0/hash/sha256';

export function sha256(bytes: Uint8Array): string {
	return Array.from(digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

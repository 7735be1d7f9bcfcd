/**
 * Six characters that somebody can say aloud: a second door to a workshop's participant link, for at most a day.
 * Wrong codes draw on one budget for the whole relay: the more of them, the later their answer. A right one never waits.
 * Waiting does not stop who asks on many connections at once; that the budget of a day is finite does (`isOpen`).
 */
import { randomInt } from 'node:crypto';

/** Nothing that is taken for something else, spoken or written: no I, L, O, 0, 1. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 6;

/** Milliseconds. */
export const codeLifetime = 24 * 60 * 60 * 1000;

export function newCode(): string {
	let code = '';
	for (let i = 0; i < codeLength; i++) code += alphabet[randomInt(alphabet.length)];
	return code;
}

/** As typed by people: any case, with spaces or hyphens. `undefined` when it cannot be a code. */
export function parseCode(value: string): string | undefined {
	const code = value.replace(/[\s-]/g, '').toUpperCase();
	return code.length === codeLength && [...code].every((letter) => alphabet.includes(letter)) ? code : undefined;
}

/** Wrong codes that cost nothing yet; one is forgiven per second. */
const freeFailures = 20;
const forgivenPerSecond = 1;
const longestDelayMs = 10_000;
/** So many wrong answers may wait at once; further ones are turned away without waiting. */
const waitingRoom = 200;
/**
 * Wrong codes that are looked at in all: so many at once, and so many per second after that. With 31^6 codes, guessing
 * for a whole day finds a certain one with a chance of 0.06 %. Sixty people who mistype are far from either.
 */
const guesses = 100_000;
const guessesPerSecond = 5;

export class FailedCodes {
	readonly #now: () => number;
	#failures = 0;
	#at = 0;
	#guesses = 0;
	#waiting = new Map<NodeJS.Timeout, () => void>();

	constructor(now: () => number) {
		this.#now = now;
	}

	/** `false` once so much was guessed that codes, right ones too, are not looked at for now. Links open as ever. */
	get isOpen(): boolean {
		return this.#guesses - this.#secondsSince(this.#now()) * guessesPerSecond < guesses;
	}

	/** Counts a wrong code and resolves when its answer may go out; `false` when too many wait already. */
	async failed(): Promise<boolean> {
		const delay = this.#delay();
		if (delay === 0) return true;
		if (this.#waiting.size >= waitingRoom) return false;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(() => {
				this.#waiting.delete(timer);
				resolve();
			}, delay);
			this.#waiting.set(timer, resolve);
		});
		return true;
	}

	/** Lets everybody go who still waits. */
	close(): void {
		for (const [timer, resolve] of this.#waiting) {
			clearTimeout(timer);
			resolve();
		}
		this.#waiting.clear();
	}

	#secondsSince(now: number): number {
		return (now - this.#at) / 1000;
	}

	#delay(): number {
		const now = this.#now();
		const seconds = this.#secondsSince(now);
		this.#failures = Math.max(0, this.#failures - seconds * forgivenPerSecond) + 1;
		this.#guesses = Math.max(0, this.#guesses - seconds * guessesPerSecond) + 1;
		this.#at = now;
		const beyond = this.#failures - freeFailures;
		return beyond <= 0 ? 0 : Math.min(longestDelayMs, 50 * 2 ** Math.min(beyond, 20));
	}
}

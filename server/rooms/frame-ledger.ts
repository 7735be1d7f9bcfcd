/**
 * Keeps count of one connection's frames, so that "the first n are answered" is always true. A frame is answered when it
 * is on the disk, brought nothing new, or was refused. Parked frames have no answer yet; the next whole SyncStep2
 * contains them, whatever they were.
 */

type State = 'parked' | 'pending' | 'answered';

export class FrameLedger {
	/** States of the frames after the answered ones, oldest first. */
	#open: State[] = [];
	#answered = 0;

	/** Counts a frame that arrived. Gives its number; the first is 1. */
	receive(): number {
		this.#open.push('pending');
		return this.#answered + this.#open.length;
	}

	/** No answer for now. */
	park(frame: number): void {
		this.#set(frame, 'parked');
	}

	answer(frame: number): void {
		this.#set(frame, 'answered');
		let done = 0;
		while (this.#open[done] === 'answered') done++;
		this.#open.splice(0, done);
		this.#answered += done;
	}

	/** Parked frames with a number up to `last`. */
	parkedUpTo(last: number): number[] {
		const frames: number[] = [];
		for (const [i, state] of this.#open.entries()) {
			const frame = this.#answered + 1 + i;
			if (frame > last) break;
			if (state === 'parked') frames.push(frame);
		}
		return frames;
	}

	/** The first so many frames are all answered. */
	get answered(): number {
		return this.#answered;
	}

	get hasOpen(): boolean {
		return this.#open.length > 0;
	}

	#set(frame: number, state: State): void {
		const at = frame - this.#answered - 1;
		if (at >= 0 && at < this.#open.length) this.#open[at] = state;
	}
}

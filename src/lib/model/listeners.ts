/** A set of callbacks that may come and go while they are being called. */
export class Listeners {
	readonly #listeners = new Set<() => void>();

	/** Returns the stop. The same function twice counts once. */
	add(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	call(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}

/** What is half typed survives a reload. Kept in this browser alone, never shared; gone once it has become a card. */

const prefix = 'werktisch.typed.';

export interface KeptText {
	read(): string;
	write(text: string): void;
}

/** @param places as given to `keptText`, without the workshop */
export function hasKeptText(workshop: string, places: readonly string[]): boolean {
	return places.some((place) => keptText(`${workshop}.${place}`).read().trim() !== '');
}

/** @param place what the words are for: workshop and section */
export function keptText(place: string): KeptText {
	return {
		read() {
			try {
				return localStorage.getItem(prefix + place) ?? '';
			} catch {
				// Storage is forbidden in this window: nothing was kept.
				return '';
			}
		},
		write(text) {
			try {
				if (text) localStorage.setItem(prefix + place, text);
				else localStorage.removeItem(prefix + place);
			} catch {
				// Storage is forbidden or full: the words hold until the page is closed.
				return;
			}
		}
	};
}

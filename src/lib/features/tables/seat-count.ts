/** How many seats somebody typed: a whole number from 1, nothing for "as many as like". */
export type SeatCount = { readonly ok: true; readonly seats: number | undefined } | { readonly ok: false };

const most = 999;

export function parseSeats(typed: string): SeatCount {
	const text = typed.trim();
	if (text === '') return { ok: true, seats: undefined };
	const seats = Number(text);
	return Number.isInteger(seats) && seats > 0 && seats <= most ? { ok: true, seats } : { ok: false };
}

/** Initials of a name: the first letters of its first and last word. */
export function initialsOf(name: string): string {
	const words = name
		.trim()
		.split(/\s+/)
		.filter((word) => /\p{L}|\p{N}/u.test(word));
	const chosen = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
	return chosen.map((word) => firstLetter(word).toLocaleUpperCase()).join('');
}

function firstLetter(word: string): string {
	return /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '';
}

const papers = ['yellow', 'green', 'blue', 'rose', 'orange'] as const;

/** A paper for a person: always the same for the same id. It helps the eye and means nothing. */
export function paperOf(id: string): (typeof papers)[number] {
	let sum = 0;
	for (let index = 0; index < id.length; index++) sum = (sum * 31 + id.charCodeAt(index)) >>> 0;
	return papers[sum % papers.length]!;
}

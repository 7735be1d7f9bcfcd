/** Hands a file to the reader: the browser's own download, nothing leaves the device. */

export function saveFile(content: BlobPart, name: string, type: string): void {
	const url = URL.createObjectURL(new Blob([content], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The download reads from the address after the click; a minute is more than it needs.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A title as the beginning of a file's name: readable on every system, never empty. */
export function fileName(title: string, ending: string): string {
	const forbidden = /[\p{Cc}<>:"/\\|?*]+/gu;
	const stem = title
		.replace(forbidden, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^[.\s]+/, '')
		.slice(0, 80)
		.trim();
	return `${stem || 'werktisch'}${ending}`;
}

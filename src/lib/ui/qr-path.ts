/** A QR code as an SVG path of unit squares; the encoder is loaded when the first code is shown. */
export interface QrPath {
	/** Modules per side, without the quiet zone. */
	readonly size: number;
	readonly path: string;
}

export async function qrPath(text: string): Promise<QrPath> {
	const { default: qrcode } = await import('qrcode-generator');
	const code = qrcode(0, 'M');
	code.addData(text);
	code.make();
	const size = code.getModuleCount();
	let path = '';
	for (let row = 0; row < size; row++) {
		for (let column = 0; column < size; column++) {
			if (!code.isDark(row, column)) continue;
			let end = column + 1;
			while (end < size && code.isDark(row, end)) end++;
			path += `M${column} ${row}h${end - column}v1h-${end - column}z`;
			column = end;
		}
	}
	return { size, path };
}

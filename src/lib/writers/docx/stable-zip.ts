/**
 * Takes chance out of a Word file: the library writes the time of day and random names for links into it. Afterwards the
 * same report gives the same bytes.
 */
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** The earliest time a zip can say; local, because that is how zips keep it. */
const noTime = new Date(1980, 0, 1);

/** @param made the day the report was made, `YYYY-MM-DD` */
export function stableZip(packed: Uint8Array, made: string, language: string): Uint8Array<ArrayBuffer> {
	const names = new Map<string, string>();
	const entries: Zippable = {};
	for (const [name, bytes] of Object.entries(unzipSync(packed))) {
		const isText = name.endsWith('.xml') || name.endsWith('.rels');
		entries[name] = [isText ? strToU8(stable(name, strFromU8(bytes))) : bytes, { mtime: noTime, level: 6 }];
	}
	return zipSync(entries) as Uint8Array<ArrayBuffer>;

	function stable(name: string, xml: string): string {
		if (name === 'docProps/core.xml') return coreProperties(xml, made, language);
		// Links are called rId and a random word of 21 letters, which may end in a dash; count them instead.
		return xml.replace(/\brId[a-z0-9_-]{21}(?![a-z0-9_-])/g, (id) => {
			const known = names.get(id) ?? `rIdLink${names.size + 1}`;
			names.set(id, known);
			return known;
		});
	}
}

function coreProperties(xml: string, made: string, language: string): string {
	return xml
		.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${made}T00:00:00Z`)
		.replace('</cp:coreProperties>', `<dc:language>${language}</dc:language></cp:coreProperties>`);
}

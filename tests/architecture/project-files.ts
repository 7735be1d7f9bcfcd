// The files of the project as text, for tests that look at all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ProjectFile {
	/** Path from the top of the project, with `/`. */
	readonly path: string;
	readonly text: string;
}

/** All files below these folders whose path fits. */
export function filesBelow(folders: readonly string[], fits: RegExp): readonly ProjectFile[] {
	return folders
		.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((file) => ({ file, path: relative(root, file).replaceAll('\\', '/') }))
		.filter(({ path }) => fits.test(path))
		.map(({ file, path }) => ({ path, text: readFileSync(file, 'utf8') }));
}

/** One file by its path from the top of the project. */
export function readProjectFile(path: string): ProjectFile {
	return { path, text: readFileSync(join(root, path), 'utf8') };
}

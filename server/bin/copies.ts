/** What the commands for backup and restore share: the file and the data folder they mean, and their words. */
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { findDataFolder } from '../storage/data-folder.ts';

/** A path counts from where the person is, not from where npm went; settings are those of the start. */
export function readPlace(usage: string): { readonly file: string; readonly folder: string } {
	const [file, ...rest] = process.argv.slice(2);
	if (file === undefined || file.startsWith('-') || rest.length > 0) stop(`Name one file: ${usage}`);
	// The address plays no part here; a start that would be refused because of it still has data.
	const config = readConfig({ ...process.env, HOST: undefined });
	if (!config.ok) stop(config.reason);
	const folder = findDataFolder(config.value.dataDir, config.value.port);
	return { file: resolve(process.env['INIT_CWD'] ?? process.cwd(), file), folder };
}

export function whatIs(workshops: number): string {
	return workshops === 1 ? '1 workshop' : `${workshops} workshops`;
}

export function sizeOf(bytes: number): string {
	return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export function stop(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}

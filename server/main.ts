/**
 * `node server/main.ts`: reads the environment, serves pages and relay, says when it is ready, and ends in order.
 * The only module that is run for its effects.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDoor, readConfig } from './config.ts';
import { startServer, type Pages } from './server.ts';

/** A shutdown that takes longer is cut off; milliseconds. */
const shutdownMs = 8000;

const config = readConfig(process.env);
if (!config.ok) stop(config.reason);
const notice = openDoor(config.value);
if (notice) console.error(notice);

const started = await startServer({ config: config.value, pages: await loadPages(config.value.build) });
if (!started.ok) stop(started.reason);
const server = started.value;

let closing = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void shutDown());

const elsewhere = config.value.origin ?? config.value.lanAddress;
console.log(
	`Werktisch is served on ${server.url}${elsewhere ? ` and ${elsewhere}` : ''}, data in ${resolve(server.folder)}`
);
console.log(`ready ${server.url}`);

/** A second signal while the first is being obeyed changes nothing: what is under way is committed. */
async function shutDown(): Promise<void> {
	if (closing) return;
	closing = true;
	setTimeout(() => process.exit(1), shutdownMs).unref();
	await server.close();
	process.exit(0);
}

/** The built pages. Without a build the relay still serves; `npm start` builds first. */
async function loadPages(build: string): Promise<Pages | undefined> {
	const file = resolve(join(build, 'handler.js'));
	if (!existsSync(file)) {
		console.error(`There are no built pages in ${resolve(build)}; only the relay is served.`);
		return undefined;
	}
	const { handler } = (await import(pathToFileURL(file).href)) as { handler: Pages };
	return handler;
}

function stop(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}

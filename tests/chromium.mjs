// Which Chromium the journeys and the benchmark drive: CHROMIUM_PATH, else the machine's, else Playwright's own.
// `ensureChromium` (npm test) also installs one where that is possible; `findChromium` never changes the machine.
// Plain JavaScript, because tests/run.mjs uses it before anything else is known to work.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** How Chromium is started in tests: without a sandbox (containers) and without talking to anybody but us. */
export const chromiumArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The path of a Chromium that starts, or undefined. A wrong CHROMIUM_PATH is an error: somebody meant it. */
export function findChromium() {
	const given = process.env.CHROMIUM_PATH;
	if (given && !starts(given)) throw new Error(`CHROMIUM_PATH=${given} is not a browser that starts.`);
	return [given, ...installed(), playwrightsOwn()].find((path) => path && starts(path));
}

/** Like findChromium, but tries to install one: first Debian's package, then Playwright's download. */
export function ensureChromium(say) {
	const found = findChromium();
	if (found) return found;
	for (const attempt of [installPackage, download]) {
		attempt(say);
		const now = findChromium();
		if (now) return now;
	}
	throw new Error(chromiumMissing);
}

export const chromiumMissing =
	'No Chromium was found and none could be installed: please install one (Debian: apt-get install chromium) or name one in CHROMIUM_PATH.';

function installed() {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => folder !== '')
		.flatMap((folder) => names.map((name) => join(folder, name)))
		.filter((path) => existsSync(path));
}

function playwrightsOwn() {
	const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
	return path && existsSync(path) ? path : undefined;
}

// Ubuntu's package of this name only starts a snap, which does not run everywhere: ask the program itself.
function starts(path) {
	const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
	return answer.status === 0 && /chrom/i.test(answer.stdout);
}

function installPackage(say) {
	if (!existsSync('/etc/debian_version')) return;
	const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	if (sudo.length > 0 && run([...sudo, 'true'], 'ignore') !== 0) return;
	say('Installing Chromium (apt-get) …');
	run([...sudo, 'apt-get', 'update', '-q']);
	run([
		...sudo,
		'env',
		'DEBIAN_FRONTEND=noninteractive',
		'apt-get',
		'install',
		'-y',
		'-q',
		'--no-install-recommends',
		'chromium'
	]);
}

function download(say) {
	say('Downloading Chromium (Playwright) …');
	const playwright = createRequire(import.meta.url)
		.resolve('playwright-core/package.json')
		.replace('package.json', 'cli.js');
	run([process.execPath, playwright, 'install', 'chromium']);
}

function run([command, ...rest], output = 'inherit') {
	return spawnSync(command, rest, { stdio: ['ignore', output, output] }).status;
}

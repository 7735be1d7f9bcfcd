// What has to be there before anything else runs: the packages of package-lock.json and a Node 24.
// Plain JavaScript without imports from node_modules, because it runs on the Node of the machine (20 or newer)
// in a clone in which nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const neededMajor = 24;

/** Installs what is missing and returns the path of a Node that can run the project. */
export async function bootstrap() {
	if (!isInstalled()) {
		await withLock(
			join(root, 'build', '.install.lock'),
			() => say('Waiting for another start that is installing …'),
			async () => {
				if (!isInstalled()) install();
			}
		);
	}
	return findNode() ?? stop(nodeMissing());
}

/** The environment for tools of the project: the project's own commands and Node come first. */
export function toolEnvironment(extra = {}) {
	return {
		...process.env,
		PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
		...extra
	};
}

/** Progress goes to stderr: stdout belongs to the server, whose `ready ` line others wait for. */
export function say(sentence) {
	process.stderr.write(`${sentence}\n`);
}

/** Ends the process with one sentence for the person at the terminal. */
export function stop(sentence) {
	say(sentence);
	process.exit(1);
}

// npm notes in a hidden lockfile what lies in node_modules. Comparing it with ours also recognises what somebody
// installed by hand, which a stamp of our own would not, and an installation that was broken off has no such file.
function isInstalled() {
	const wanted = readLock(join(root, 'package-lock.json'));
	const present = readLock(join(root, 'node_modules', '.package-lock.json'));
	if (!wanted) return stop('package-lock.json is missing or broken; please take it from the repository again.');
	if (!present) return false;
	return Object.entries(wanted).every(([path, entry]) => path === '' || isPresent(path, entry, present[path]));
}

function isPresent(path, wanted, present) {
	if (!present) return wanted.optional === true && !isOwnNode(path);
	return present.version === wanted.version && existsSync(join(root, path));
}

function readLock(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch (error) {
		if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
		throw error;
	}
}

function install() {
	// npm ci empties the folder that a link leads to: another clone would lose its packages.
	if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
		return stop(
			'node_modules is a link to another folder. Please remove the link; the packages are then installed here.'
		);
	say('Installing packages (npm ci) …');
	const ownCommands = join(root, 'node_modules', '.bin');
	// npm must not run on the very Node that it is about to remove.
	const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ownCommands);
	const result = spawnSync(
		'npm',
		['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
		{
			cwd: root,
			env: { ...process.env, PATH: path.join(delimiter) },
			// npm's own output would mix with the server's on stdout.
			stdio: ['ignore', 2, 2],
			shell: process.platform === 'win32'
		}
	);
	if (result.error)
		stop(`npm could not be started (${result.error.message}). Please install Node 20 or newer with npm.`);
	if (result.status !== 0) stop('npm ci failed; the reason is above. Nothing was started.');
}

function findNode() {
	const own = join(root, 'node_modules', ownNodeName(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	return [own, process.execPath].find((candidate) => existsSync(candidate) && majorOf(candidate) >= neededMajor);
}

function isOwnNode(path) {
	return path === `node_modules/${ownNodeName()}`;
}

function ownNodeName() {
	return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function majorOf(node) {
	if (node === process.execPath) return Number(process.versions.node.split('.')[0]);
	const asked = spawnSync(node, ['--version'], { encoding: 'utf8' });
	return Number(/^v(\d+)/.exec(asked.stdout ?? '')?.[1] ?? 0);
}

function nodeMissing() {
	return (
		`Werktisch needs Node ${neededMajor} or newer. It brings its own for Linux (x64, arm64) and Windows (x64); ` +
		`here (${process.platform} ${process.arch}) please install Node ${neededMajor} and start again.`
	);
}

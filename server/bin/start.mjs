// `npm start`: installs what is missing, builds when sources changed, serves app and relay.
// `npm start -- --lan`: the same for every device in the network, with a QR code in the terminal.
// The server itself is server/main.ts; it prints its address and the `ready ` line.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import { isPrivateHost } from '../private-networks.mjs';
import { whenAbandoned } from './abandoned.mjs';
import { bootstrap, root, say, stop } from './bootstrap.mjs';
import { ensureBuild, markInUse } from './build.mjs';
import { lanAddresses } from './lan.mjs';

const known = ['--lan'];
const unknown = process.argv.slice(2).filter((argument) => !known.includes(argument));
if (unknown.length > 0)
	stop(`Unknown: ${unknown.join(' ')}. npm start knows only -- --lan; the rest is set by environment variables.`);

const node = await bootstrap();
const build = await ensureBuild(node);
const environment = { ...process.env, WERKTISCH_BUILD: build, NODE_ENV: 'production' };
if (process.argv.includes('--lan')) Object.assign(environment, openToTheNetwork());

const server = spawn(node, [join(root, 'server', 'main.ts')], { cwd: root, env: environment, stdio: 'inherit' });
const release = markInUse(build, server.pid);

// A key in the terminal reaches both processes, a signal from a service manager only this one: pass every signal on,
// and leave the exit to the server, which first brings everything to the disk.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
process.on('SIGHUP', () => server.kill('SIGTERM'));
whenAbandoned(() => server.kill('SIGTERM'));
server.on('error', (error) => stop(`The server could not be started: ${error.message}`));
server.on('exit', (code, signal) => {
	release();
	process.exitCode = code ?? (signal ? 1 : 0);
	process.exit();
});

// With HOST=0.0.0.0 main.ts would ask for a CREATE_KEY. In a network of private addresses only those in the room
// reach this machine, so that it may be left out there; WERKTISCH_LAN_ADDRESS tells main.ts that this was checked.
function openToTheNetwork() {
	const wanted = process.env.HOST || '0.0.0.0';
	if (!isIPv4(wanted) || wanted.startsWith('127.'))
		stop(
			`--lan: HOST must be one of this machine's addresses in the network, such as 192.168.0.7, or left out; it is "${wanted}".`
		);
	const addresses = wanted === '0.0.0.0' ? lanAddresses() : [wanted];
	const own =
		addresses[0] ??
		stop('--lan: this machine is in no network at the moment. Without --lan it works on this device alone.');
	const open = addresses.find((address) => !isPrivateHost(address));
	if (open && !process.env.CREATE_KEY) {
		stop(
			`--lan: ${open} can be reached from the internet. Please set CREATE_KEY, so that not everybody can create workshops here.`
		);
	}
	const lan = `http://${own}:${process.env.PORT || 4242}`;
	process.stdout.write(
		`\n${qrCode(process.env.ORIGIN || lan)}\n\nOther devices in this network: ${process.env.ORIGIN || lan}\n`
	);
	if (addresses.length > 1) say(`This machine has further addresses: ${addresses.slice(1).join(', ')}`);
	return { HOST: wanted, WERKTISCH_LAN_ADDRESS: lan };
}

// Two rows of modules per line of text; dark on light whatever colours the terminal has, with the quiet zone scanners need.
function qrCode(address) {
	const qrcode = createRequire(join(root, 'package.json'))('qrcode-generator');
	const code = qrcode(0, 'M');
	code.addData(address);
	code.make();
	const quiet = 4;
	const size = code.getModuleCount();
	const isDark = (row, column) => row >= 0 && row < size && column >= 0 && column < size && code.isDark(row, column);
	const lines = [];
	for (let row = -quiet; row < size + quiet; row += 2) {
		let line = '';
		for (let column = -quiet; column < size + quiet; column++) {
			const upper = isDark(row, column);
			const lower = isDark(row + 1, column);
			line += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
		}
		lines.push(`\x1b[30;107m${line}\x1b[0m`);
	}
	return lines.join('\n');
}

/**
 * The environment, read once and checked: either a configuration or one clear sentence why not. Nothing else in the
 * relay reads `process.env`.
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { logLevels, type LogLevel } from './observability/log.ts';
import { isPrivateHost } from './private-networks.mjs';

export interface Config {
	readonly port: number;
	readonly host: string;
	/** Set by hand, or `undefined` for `./data` with its rules (see `storage/data-folder.ts`). */
	readonly dataDir?: string;
	/** Public address: scheme and host. */
	readonly origin?: string;
	/** Address in the local network: scheme and host. */
	readonly lanAddress?: string;
	readonly createKey?: string;
	/** Days without use after which a workshop is erased; never when absent. */
	readonly eraseUnusedDays?: number;
	readonly logLevel: LogLevel;
	/** Folder of the built pages. */
	readonly build: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const defaultConfig: Config = { port: 4242, host: '127.0.0.1', logLevel: 'warn', build: './build' };

/** An empty variable counts as unset. */
export function readConfig(environment: Environment): Result<Config, string> {
	const env = (name: string) => environment[name]?.trim() || undefined;

	const port = env('PORT') === undefined ? defaultConfig.port : readWhole(env('PORT')!);
	if (port === undefined || port > 65535) {
		return refused(`PORT must be a whole number from 0 to 65535, not "${env('PORT')}".`);
	}
	const host = env('HOST') ?? defaultConfig.host;
	if (/[\s/]/.test(host)) return refused(`HOST must be an address or a name to listen on, not "${host}".`);

	const logLevel = env('LOG_LEVEL') ?? defaultConfig.logLevel;
	if (!isLogLevel(logLevel)) return refused(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${logLevel}".`);

	const origin = env('ORIGIN') === undefined ? undefined : readOrigin(env('ORIGIN')!);
	if (env('ORIGIN') !== undefined && origin === undefined) {
		return refused(`ORIGIN must be a public address like https://board.example.org, not "${env('ORIGIN')}".`);
	}
	const lan = env('WERKTISCH_LAN_ADDRESS');
	const lanAddress =
		lan === undefined ? undefined : readOrigin(lan.includes('://') ? lan : `http://${withPort(lan, port)}`);
	if (lan !== undefined && lanAddress === undefined) {
		return refused(`WERKTISCH_LAN_ADDRESS must be an address in the local network, not "${lan}".`);
	}
	if (env('STORE_URL') !== undefined) {
		return refused('STORE_URL is set, but this version keeps its data only in SQLite in DATA_DIR; unset it.');
	}
	if (env('BUS_URL') !== undefined) {
		return refused('BUS_URL is set, but this version runs only as a single process; unset it.');
	}
	const createKey = env('CREATE_KEY');
	if (createKey === undefined && !isSheltered(host, lanAddress)) {
		return refused(
			`HOST ${host} can be reached from outside, where anybody could make workshops: set CREATE_KEY, or listen on a private address.`
		);
	}
	const days = env('ERASE_UNUSED_DAYS');
	const eraseUnusedDays = days === undefined ? undefined : readWhole(days);
	if (days !== undefined && !eraseUnusedDays) {
		return refused(`ERASE_UNUSED_DAYS must be a whole number of days from 1, not "${days}".`);
	}
	const build = env('WERKTISCH_BUILD') ?? defaultConfig.build;
	return ok({ port, host, dataDir: env('DATA_DIR'), origin, lanAddress, createKey, eraseUnusedDays, logLevel, build });
}

/** What is allowed, but should be known to whoever starts it. Behind a proxy nobody here can see how far it is open. */
export function openDoor({ createKey, origin }: Config): string | undefined {
	if (createKey !== undefined || origin === undefined || isPrivateHost(new URL(origin).hostname)) return undefined;
	return `CREATE_KEY is not set: whoever can open ${origin} can make workshops here.`;
}

/**
 * Whether only people in the same network can reach this. Listening on all addresses counts when the start in the local
 * network has looked at what they are and says so by naming one.
 */
function isSheltered(host: string, lanAddress: string | undefined): boolean {
	if (host === '0.0.0.0' || host === '::')
		return lanAddress !== undefined && isPrivateHost(new URL(lanAddress).hostname);
	return isPrivateHost(host);
}

/** Digits and nothing else: `Number` would also take `0x10` and `1e3`, which nobody means. */
function readWhole(value: string): number | undefined {
	return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

function readOrigin(value: string): string | undefined {
	if (!URL.canParse(value)) return undefined;
	const url = new URL(value);
	const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
	return /^https?:$/.test(url.protocol) && isBare ? url.origin : undefined;
}

function withPort(address: string, port: number): string {
	return /:\d+$/.test(address) ? address : `${address}:${port}`;
}

function isLogLevel(value: string): value is LogLevel {
	return logLevels.includes(value as LogLevel);
}

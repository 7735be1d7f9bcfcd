/**
 * What happened, one JSON line each on stderr. Never content, never an address: the fields are a closed set of ids, counts
 * and reasons. tests/attacks/silence.test.ts looks for words that must not be here.
 */

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogFields {
	readonly workshop?: string;
	readonly document?: string;
	readonly participant?: string;
	readonly seq?: number;
	readonly code?: string | number;
	readonly method?: string;
	/** The route's pattern, never the address. */
	readonly route?: string;
	readonly status?: number;
	readonly milliseconds?: number;
	/** Only its message and stack are written. */
	readonly error?: unknown;
}

export type Log = Readonly<Record<Exclude<LogLevel, 'silent'>, (event: string, fields?: LogFields) => void>>;

export function createLog(level: LogLevel, write: (line: string) => void = (line) => process.stderr.write(line)): Log {
	const at =
		(own: Exclude<LogLevel, 'silent'>) =>
		(event: string, fields: LogFields = {}) => {
			if (logLevels.indexOf(own) > logLevels.indexOf(level)) return;
			const { error, ...rest } = fields;
			const said =
				error === undefined ? {} : { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
			write(JSON.stringify({ at: new Date().toISOString(), level: own, event, ...rest, ...said }) + '\n');
		};
	return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

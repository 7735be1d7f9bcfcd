/** Every number the relay shows on `/metrics`, named in this one place, in the text format of Prometheus. */

export interface Counter {
	increment(label?: string): void;
}

export interface Gauge {
	set(value: number): void;
	add(change: number): void;
	/** From now on the value is what this says when somebody asks. */
	follow(read: () => number): void;
}

export interface Histogram {
	observe(value: number): void;
}

export type Metrics = ReturnType<typeof createMetrics>;

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

export function createMetrics() {
	const parts: (() => string)[] = [];

	const counter = (name: string, help: string, label?: string): Counter => {
		const values = new Map<string, number>();
		if (label === undefined) values.set('', 0);
		parts.push(
			() => head(name, help, 'counter') + [...values].map(([at, n]) => `${name}${tag(label, at)} ${n}\n`).join('')
		);
		return { increment: (at = '') => void values.set(at, (values.get(at) ?? 0) + 1) };
	};
	const gauge = (name: string, help: string, read?: () => number): Gauge => {
		let value = 0;
		const follow = (next: () => number) => void (read = next);
		parts.push(() => `${head(name, help, 'gauge')}${name} ${read ? read() : value}\n`);
		return { set: (next) => void (value = next), add: (change) => void (value += change), follow };
	};
	const histogram = (name: string, help: string, bounds: readonly number[]): Histogram => {
		const counts = bounds.map(() => 0);
		let sum = 0;
		let total = 0;
		parts.push(() => {
			const lines = bounds.map((bound, i) => `${name}_bucket{le="${bound}"} ${counts[i]}\n`).join('');
			return `${head(name, help, 'histogram')}${lines}${name}_bucket{le="+Inf"} ${total}\n${name}_sum ${sum}\n${name}_count ${total}\n`;
		});
		return {
			observe(value) {
				sum += value;
				total++;
				for (const [i, bound] of bounds.entries()) if (value <= bound) counts[i]!++;
			}
		};
	};

	gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
	return {
		connections: gauge('relay_connections', 'Open sync connections.'),
		openDocuments: gauge('relay_open_documents', 'Documents with somebody in them.'),
		bufferedBytes: gauge('relay_buffered_bytes', 'Bytes that wait in sockets for their readers.'),
		laggingConnections: gauge('relay_lagging_connections', 'Connections that read too slowly to be sent everything.'),
		unreadableDocuments: gauge('relay_unreadable_documents', 'Documents that cannot be read; should stay 0.'),
		available: gauge('relay_store_available', '1 while the store can write.'),
		updates: counter('relay_updates_total', 'Updates on the disk.'),
		refusals: counter('relay_refused_frames_total', 'Frames that were not accepted, by reason.', 'reason'),
		gaps: counter('relay_gaps_total', 'Updates that built on something missing.'),
		requests: counter('relay_http_requests_total', 'Answers by status.', 'status'),
		authFailures: counter('relay_auth_failures_total', 'Links, codes and sessions that were not accepted.'),
		storeFaults: counter('relay_store_faults_total', 'Times the store could not write.'),
		damage: gauge(
			'relay_damaged_parts',
			'Documents and workshops the check at the start found damaged; should stay 0.'
		),
		compactionFailures: counter('relay_compaction_failures_total', 'Compactions that were given up; should stay 0.'),
		ackSeconds: histogram('relay_ack_seconds', 'From an update frame to its place on the disk.', seconds),
		commitSeconds: histogram('relay_commit_seconds', 'One transaction of the store.', seconds),
		commitSize: histogram('relay_commit_operations', 'Operations in one transaction.', [1, 2, 5, 10, 20, 50, 100, 500]),
		compactionSeconds: histogram('relay_compaction_seconds', 'Making one snapshot.', seconds),
		/** The whole page. */
		text: () => parts.map((part) => part()).join('')
	};
}

function head(name: string, help: string, type: string): string {
	return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function tag(label: string | undefined, value: string): string {
	return label === undefined ? '' : `{${label}="${value}"}`;
}

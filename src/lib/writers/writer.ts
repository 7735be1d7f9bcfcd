/**
 * The port of all writers: a report goes in, a file comes out. A writer knows blocks and one format, nothing of the
 * workshop. Same report, same bytes, on every machine; `writer.contract.ts` says the rest.
 */
import type { BlockKind, BlockOf, Report } from '#lib/report/report.ts';

export interface Writer {
	readonly id: string;
	/** Of the file, without a dot. */
	readonly extension: string;
	readonly mime: string;
	write(report: Report): Promise<Uint8Array<ArrayBuffer>>;
}

/** One emitter for every kind of block: a new kind does not compile until every format knows it. */
export type Emitters<State, Output> = {
	readonly [Kind in BlockKind]: (block: BlockOf<Kind>, state: State) => Output;
};

/**
 * Tells the other tabs of the same participant that the local store has news. Only that: content goes through the store,
 * never from tab to tab. Without BroadcastChannel tabs learn it when they come to the front.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import { parseDocumentName } from '#lib/protocol/documents.ts';

/** A document, the tray, what waits beside documents (entries of boxes, pictures), or what is known of the workshop itself (it has been shared). */
export type News = DocumentName | 'tray' | 'outbox' | 'workshop';

export interface Tabs {
	/** Several of the same in one task are told once. */
	tell(news: News): void;
	close(): void;
}

export function openTabs(
	name: string,
	Channel: typeof BroadcastChannel | undefined,
	heard: (news: News) => void
): Tabs {
	if (!Channel) return { tell: () => undefined, close: () => undefined };
	const channel = new Channel(name);
	channel.onmessage = ({ data }: MessageEvent<unknown>) => {
		const news = parseNews(data);
		if (news) heard(news);
	};
	const waiting = new Set<News>();
	let open = true;
	const tell = () => {
		if (open) for (const news of waiting) channel.postMessage(news);
		waiting.clear();
	};
	return {
		tell(news) {
			if (waiting.size === 0) queueMicrotask(tell);
			waiting.add(news);
		},
		close() {
			open = false;
			channel.close();
		}
	};
}

function parseNews(data: unknown): News | undefined {
	if (data === 'tray' || data === 'outbox' || data === 'workshop') return data;
	return typeof data === 'string' ? parseDocumentName(data) : undefined;
}

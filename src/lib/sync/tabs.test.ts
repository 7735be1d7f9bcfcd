import { expect, test } from 'vitest';
import { openTabs, type News } from './tabs.ts';

/** Channels of one page, without the delay of real ones. */
function channels() {
	const sent: unknown[] = [];
	const open = new Set<Channel>();
	class Channel {
		onmessage: ((event: { data: unknown }) => void) | null = null;
		constructor() {
			open.add(this);
		}
		postMessage(data: unknown) {
			sent.push(data);
			for (const other of open) if (other !== this) other.onmessage?.({ data });
		}
		close() {
			open.delete(this);
		}
	}
	return {
		sent,
		Channel: Channel as unknown as typeof BroadcastChannel,
		say: (data: unknown) => new Channel().postMessage(data)
	};
}

test('[SYNC-1] tabs tell each other names and never content', async () => {
	const { sent, Channel } = channels();
	const heard: News[] = [];
	const mine = openTabs('w', Channel, () => undefined);
	openTabs('w', Channel, (news) => heard.push(news));
	mine.tell('plan');
	mine.tell('plan');
	mine.tell('tray');
	await Promise.resolve();
	expect(sent).toEqual(['plan', 'tray']);
	expect(heard).toEqual(['plan', 'tray']);
	mine.close();
	mine.tell('plan');
	await Promise.resolve();
	expect(sent).toHaveLength(2);
});

test('what is not news is not heard, and without channels nothing is missing', async () => {
	const { Channel, say } = channels();
	const heard: News[] = [];
	openTabs('w', Channel, (news) => heard.push(news));
	for (const data of ['constructor', { update: 1 }, 7, null, 'board.m1']) say(data);
	expect(heard).toEqual(['board.m1']);
	const alone = openTabs('w', undefined, () => undefined);
	alone.tell('plan');
	alone.close();
});

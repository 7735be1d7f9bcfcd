// How long a participant waits: from opening the link until the name can be typed, and from the tap on "Eintreten" until
// a card can be. Measured by the page's own clock, in a browser that has never been here; on this machine as it is, and
// slowed down to an old phone in a full network. What the person needs for typing is not counted.
import type { Browser, Page } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { budgets } from '../architecture/budgets.ts';
import { phoneGuest } from './guests.ts';
import { median, milliseconds, times, type Measurement } from './measurement.ts';
import { servePlainPage } from './plain-page.ts';

interface Surroundings {
	readonly name: string;
	readonly samples: number;
	readonly slow?: { readonly cpu: number; readonly latencyMs: number; readonly bitsPerSecond: number };
}

const everywhere: readonly Surroundings[] = [
	{ name: 'this machine', samples: 7 },
	{ name: 'slow phone', samples: 5, slow: { cpu: 4, latencyMs: 150, bitsPerSecond: 1_600_000 } }
];

/** What has to be there before the person can go on. */
const signs = { name: 'form:has(button[type="submit"]) input[name="name"]', composer: 'textarea[data-composer]' };

type Moment = keyof typeof signs | 'tap';

export async function joinTime(browser: Browser, link: string): Promise<readonly Measurement[]> {
	await using plain = await servePlainPage(budgets.join);
	const rows: Measurement[] = [];
	for (const surroundings of everywhere) rows.push(...(await measureIn(surroundings, browser, link, plain.url)));
	return rows;
}

async function measureIn(
	{ name, samples, slow }: Surroundings,
	browser: Browser,
	link: string,
	plainUrl: string
): Promise<readonly Measurement[]> {
	const found = { plain: [] as number[], ready: [] as number[], entered: [] as number[] };
	// One round is thrown away: the browser's first pages pay for what later ones find warm.
	for (let round = -1; round < samples; round++) {
		const plain = await visit(browser, plainUrl, slow, async (page) => (await moments(page, 'name')).name!);
		const { ready, entered } = await visit(browser, link, slow, enter);
		if (round < 0) continue;
		found.plain.push(plain);
		found.ready.push(ready);
		found.entered.push(entered);
	}
	const [plain, ready, entered] = [median(found.plain), median(found.ready), median(found.entered)];
	return [
		{ what: `${name}: plain page`, value: milliseconds(plain), note: described(samples, slow) },
		{ what: `${name}: link to name`, value: milliseconds(ready), note: `${times(ready, plain)} the plain page` },
		{ what: `${name}: tap to composer`, value: milliseconds(entered), note: `${times(entered, plain)} the plain page` }
	];
}

function described(samples: number, slow: Surroundings['slow']): string {
	const how = slow
		? `CPU ÷ ${slow.cpu}, ${slow.bitsPerSecond / 1e6} Mbit/s, ${slow.latencyMs} ms`
		: 'nothing slowed down';
	return `one script of ${budgets.join / 1000} kB; ${how}; medians of ${samples}`;
}

async function enter(page: Page) {
	await page.locator(signs.name).fill('Kammer Erfurt');
	await page.getByRole('button', { name: de.join.enter }).click();
	const { name, tap, composer } = await moments(page, 'composer');
	await page.locator(signs.composer).first().fill('…');
	return { ready: name!, entered: composer! - tap! };
}

async function visit<Found>(
	browser: Browser,
	address: string,
	slow: Surroundings['slow'],
	work: (page: Page) => Promise<Found>
): Promise<Found> {
	await using guest = await phoneGuest(browser);
	const { page } = guest;
	if (slow) {
		const devtools = await page.context().newCDPSession(page);
		const throughput = slow.bitsPerSecond / 8;
		await devtools.send('Network.emulateNetworkConditions', {
			...{ offline: false, latency: slow.latencyMs, downloadThroughput: throughput, uploadThroughput: throughput }
		});
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu });
	}
	await page.addInitScript(noteMoments, signs);
	await page.goto(address, { waitUntil: 'commit' });
	return await work(page);
}

type Noted = Partial<Record<Moment, number>>;

async function moments(page: Page, last: Moment): Promise<Noted> {
	const noted = await page.waitForFunction((last) => {
		const { moments } = window as unknown as { moments: Noted };
		return moments?.[last] === undefined ? undefined : moments;
	}, last);
	return (await noted.jsonValue()) as Noted;
}

/** Runs in the page: notes when each sign has been painted, and the last tap on a button. */
function noteMoments(signs: Readonly<Record<string, string>>): void {
	const moments: Record<string, number> = {};
	const seen = new Set<string>();
	Object.assign(window, { moments });
	const look = () => {
		for (const [name, selector] of Object.entries(signs)) {
			if (seen.has(name) || !document.querySelector(selector)?.getClientRects().length) continue;
			seen.add(name);
			requestAnimationFrame(() => setTimeout(() => (moments[name] = performance.now())));
		}
	};
	new MutationObserver(look).observe(document, { childList: true, subtree: true });
	addEventListener('submit', (event) => (moments.tap = event.timeStamp), { capture: true });
}

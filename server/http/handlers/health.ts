/** Is the process alive, does a write reach the disk, and the numbers. Open to everybody, free of content. */
import { answer, type Answer } from '../answer.ts';
import type { PublicRequest } from '../request.ts';

const readyWithinMs = 1000;

export async function health(): Promise<Answer> {
	return answer(200, { status: 'alive' });
}

/** A real write has to reach the disk within a second. */
export async function ready({ deps }: PublicRequest): Promise<Answer> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<boolean>((resolve) => {
		timer = setTimeout(() => resolve(false), readyWithinMs);
	});
	const written = deps.storage.probe(deps.now()).then(
		() => deps.registry.availability.isAvailable,
		() => false
	);
	const isReady = await Promise.race([written, late]);
	clearTimeout(timer);
	return answer(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not writing' });
}

export async function metrics({ deps }: PublicRequest): Promise<Answer> {
	const data = Buffer.from(deps.metrics.text());
	return { status: 200, bytes: { data, type: 'text/plain; version=0.0.4; charset=utf-8' } };
}

// Half of the seeds; see README.md. The other half runs beside it.
import { expect, test, vi } from 'vitest';
import { patience } from '../soak/amount.ts';
import { runShare } from './seed-range.ts';

vi.mock('ws', () => import('./relay-socket.ts'));

test(
	'whatever happens on the way: what is promised holds, and in the end everybody has the same and nothing is lost',
	async () => {
		expect(await runShare(1, 2)).toBeGreaterThanOrEqual(0);
	},
	patience(1_200_000)
);

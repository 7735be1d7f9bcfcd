// Before the first journey: the app as people get it, built from the present sources.
import { bootstrap } from '../../server/bin/bootstrap.mjs';
import { ensureBuild } from '../../server/bin/build.mjs';

export default async function build(): Promise<void> {
	process.env.WERKTISCH_BUILD ??= await ensureBuild(await bootstrap());
}

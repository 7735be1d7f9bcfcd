// The measurements in the order of the table. Started by run.mjs, which provides the build.
import { startServer } from '../e2e/server.ts';
import { acknowledgement } from './acknowledgement.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { printTable } from './measurement.ts';

await using server = await startServer();
const rows = [...bundleSizes(), ...(await acknowledgement(server))];
printTable(rows);

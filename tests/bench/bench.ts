// The measurements in the order of the tables. Started by run.mjs, which provides the build. Times are medians of few
// samples on a machine that has other things to do: compare the ratios, not the milliseconds.
import { startServer } from '../e2e/server.ts';
import { acknowledgement } from './acknowledgement.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { moderatorWithLink, openBrowser } from './guests.ts';
import { joinTime } from './join-time.ts';
import { keystroke } from './keystroke.ts';
import { printTable } from './measurement.ts';
import { revocation } from './revocation.ts';

await using server = await startServer();
await using browser = await openBrowser();
const { moderator, link } = await moderatorWithLink(browser, server.url, 'Bench');

printTable('Script over the wire', await bundleSizes(browser, server.url, link));
printTable('Joining', await joinTime(browser, link));
printTable('From one screen to another', await keystroke(browser, server, moderator, link));
printTable('Saved for everyone', await acknowledgement(server));
printTable('Out again', await revocation(server));

/** This device, opened once for all pages. */
import { openDevice, type Device } from '#lib/sync/open-device.ts';

let opened: Promise<Device> | undefined;

export function thisDevice(): Promise<Device> {
	return (opened ??= openDevice());
}

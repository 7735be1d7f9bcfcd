/** This device, opened once for all pages; and once more for a workshop that this tab has on trial. */
import { openDevice, type Device } from '#lib/sync/open-device.ts';
import { isOnTrial } from './trial.ts';

let opened: Promise<Device> | undefined;
let onTrial: Promise<Device> | undefined;

/** @param workshop where the page is about one */
export function thisDevice(workshop?: string): Promise<Device> {
	return isOnTrial(workshop) ? trialDevice() : ownDevice();
}

/** As whoever sits at it. */
export function ownDevice(): Promise<Device> {
	return (opened ??= openDevice());
}

/** As whoever the view is tried as. */
export function trialDevice(): Promise<Device> {
	return (onTrial ??= openDevice({ trial: true }));
}

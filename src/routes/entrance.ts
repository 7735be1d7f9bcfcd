/** The door of a workshop over this device: what the pages for joining have in common. */
import { goto } from '$app/navigation';
import { Entrance, type Door, type DoorAnswer } from '#lib/features/lobby/door.ts';
import { thisDevice } from './this-device.ts';

/** @param workshop where the address names it */
export function makeEntrance(workshop?: string): Entrance {
	const door: Door = {
		async knock(key, who): Promise<DoorAnswer> {
			return (await thisDevice(workshop)).join({ workshop, ...key, ...who });
		},
		async askAgain(id): Promise<DoorAnswer> {
			return (await thisDevice(workshop)).resume(id);
		},
		goIn: (id) => void goto(`/w/${id}/board`, { replaceState: true })
	};
	return new Entrance(door);
}

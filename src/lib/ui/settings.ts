/** Small settings of this device. A browser that keeps nothing loses them with the page and nothing else. */

const prefix = 'werktisch.';

export type SettingName = 'language' | 'appearance' | 'calm' | 'create-key' | 'perspective-later';

export function readSetting(name: SettingName): string | undefined {
	try {
		return localStorage.getItem(prefix + name) ?? undefined;
	} catch {
		// Storage is forbidden in this window: nothing was kept.
		return undefined;
	}
}

/** `undefined` forgets the setting. */
export function writeSetting(name: SettingName, value: string | undefined): void {
	try {
		if (value === undefined) localStorage.removeItem(prefix + name);
		else localStorage.setItem(prefix + name, value);
	} catch {
		// Storage is forbidden or full: the setting holds until the page is closed.
		return;
	}
}

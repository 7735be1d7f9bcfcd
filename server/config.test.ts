import { describe, expect, test } from 'vitest';
import { defaultConfig, openDoor, readConfig } from './config.ts';
import { isPrivateHost } from './private-networks.mjs';

describe('the environment', () => {
	test('may say nothing at all', () => {
		expect(readConfig({})).toEqual({ ok: true, value: { ...defaultConfig } });
		expect(readConfig({ PORT: '', ORIGIN: ' ' })).toEqual({ ok: true, value: { ...defaultConfig } });
	});

	test('is read as it is meant', () => {
		const read = readConfig({
			...{
				PORT: '8080',
				HOST: '0.0.0.0',
				DATA_DIR: '/srv/data',
				ORIGIN: 'https://board.example.org/',
				LOG_LEVEL: 'info'
			},
			...{
				CREATE_KEY: 'schlüssel',
				WERKTISCH_LAN_ADDRESS: '192.168.1.7',
				WERKTISCH_BUILD: '/srv/build',
				ERASE_UNUSED_DAYS: '90'
			}
		});
		expect(read).toEqual({
			ok: true,
			value: {
				...{ port: 8080, host: '0.0.0.0', dataDir: '/srv/data', origin: 'https://board.example.org', logLevel: 'info' },
				...{ createKey: 'schlüssel', lanAddress: 'http://192.168.1.7:8080', build: '/srv/build', eraseUnusedDays: 90 }
			}
		});
	});

	test.each([
		[{ PORT: '70000' }, 'PORT'],
		[{ PORT: 'viele' }, 'PORT'],
		[{ PORT: '0x10' }, 'PORT'],
		[{ PORT: '1e3' }, 'PORT'],
		[{ HOST: 'a b' }, 'HOST'],
		[{ LOG_LEVEL: 'laut' }, 'LOG_LEVEL'],
		[{ ORIGIN: 'board.example.org' }, 'ORIGIN'],
		[{ ORIGIN: 'https://board.example.org/path' }, 'ORIGIN'],
		[{ STORE_URL: 'postgres://db/werktisch' }, 'STORE_URL'],
		[{ ERASE_UNUSED_DAYS: '0' }, 'ERASE_UNUSED_DAYS'],
		[{ ERASE_UNUSED_DAYS: 'bald' }, 'ERASE_UNUSED_DAYS'],
		[{ ERASE_UNUSED_DAYS: '1e2' }, 'ERASE_UNUSED_DAYS'],
		[{ BUS_URL: 'redis://bus' }, 'BUS_URL'],
		[{ HOST: '0.0.0.0' }, 'CREATE_KEY'],
		[{ HOST: '::' }, 'CREATE_KEY'],
		[{ HOST: '8.8.8.8' }, 'CREATE_KEY'],
		[{ HOST: '0.0.0.0', WERKTISCH_LAN_ADDRESS: 'http://8.8.8.8:4242' }, 'CREATE_KEY']
	])('that is wrong gives one sentence: %j', (environment, name) => {
		const read = readConfig(environment);
		expect(read).toEqual({ ok: false, reason: expect.stringContaining(name) });
		expect(read.ok ? '' : read.reason).toMatch(/^[^\n]+\.$/);
	});

	test.each([
		{ HOST: '192.168.0.10' },
		{ HOST: '0.0.0.0', WERKTISCH_LAN_ADDRESS: 'http://10.0.0.4:4242' },
		{ HOST: 'localhost' }
	])('needs no key where only the room can reach it: %j', (environment) =>
		expect(readConfig(environment).ok).toBe(true)
	);

	test('says when a public address comes without a key', () => {
		expect(openDoor({ ...defaultConfig, origin: 'https://board.example.org' })).toContain('CREATE_KEY');
		expect(openDoor({ ...defaultConfig, origin: 'https://board.example.org', createKey: 'x' })).toBeUndefined();
		expect(openDoor({ ...defaultConfig, origin: 'http://192.168.0.7:4242' })).toBeUndefined();
		expect(openDoor(defaultConfig)).toBeUndefined();
	});

	test('knows which addresses are private', () => {
		for (const host of ['127.0.0.1', '::1', '10.1.2.3', '172.31.0.1', 'fd12::1', '[fe80::1]'])
			expect(isPrivateHost(host), host).toBe(true);
		for (const host of ['172.32.0.1', '1.1.1.1', '2001:db8::1', 'example.org'])
			expect(isPrivateHost(host), host).toBe(false);
	});
});

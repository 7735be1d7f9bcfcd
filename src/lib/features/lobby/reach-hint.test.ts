import { expect, test } from 'vitest';
import { de } from '#lib/i18n/messages/de.ts';
import { reachHint } from './reach-hint.ts';

const { invite } = de.people;

test.each(['localhost', '127.0.0.1', '[::1]'])('%s reaches this machine only', (host) => {
	expect(reachHint(host, invite)?.text).toBe(invite.machineHint);
});

test.each(['192.168.178.20', '10.0.0.5', '172.20.1.1', 'laptop', 'laptop.local'])(
	'%s reaches this network only',
	(host) => {
		expect(reachHint(host, invite)?.text).toBe(invite.lanHint);
	}
);

test.each(['werktisch.example', '172.32.0.1'])('%s needs no hint', (host) => {
	expect(reachHint(host, invite)).toBeUndefined();
});

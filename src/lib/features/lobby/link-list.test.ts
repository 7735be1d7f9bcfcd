import { expect, test } from 'vitest';
import type { LinkSummary } from '#lib/protocol/http.ts';
import { addressesOf, openLinks } from './link-list.ts';

const now = Date.parse('2022-11-17T10:00:00Z');

function link(id: string, more: Partial<LinkSummary> = {}): LinkSummary {
	const created = `2022-11-17T0${id.length}:00:00Z`;
	return { link: id, role: 'participant', created, approval: false, revoked: false, url: `https://w/#${id}`, ...more };
}

test('links that are revoked, over or used up let nobody in', () => {
	const over = link('aa', { expires: '2022-11-17T10:00:00Z' });
	const list = [link('a', { revoked: true }), over, link('aaa', { usesLeft: 0 }), link('aaaa'), link('aaaaa')];
	expect(openLinks(list, now).map(({ link: id }) => id)).toEqual(['aaaaa', 'aaaa']);
});

test('the address of a role is the oldest open link that asks for nothing', () => {
	const list = [link('a', { approval: true }), link('aa'), link('aaa'), link('aaaa', { usesLeft: 2 })];
	expect(addressesOf(list, undefined, now)).toEqual({ participant: 'https://w/#aa' });
});

test('an address kept on this device counts while the relay is silent, and until its link is revoked', () => {
	const kept = { participant: 'https://w/#kept' };
	expect(addressesOf(undefined, kept, now)).toEqual(kept);
	expect(addressesOf([link('a', { url: undefined }), link('aa')], kept, now)).toEqual(kept);
	const list = [link('a', { url: undefined, revoked: true }), link('aa')];
	expect(addressesOf(list, kept, now)).toEqual({ participant: 'https://w/#aa' });
});

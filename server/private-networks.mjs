// Which addresses nobody on the internet can reach: private networks, carriers' inner networks, the link itself, and those
// set aside for documentation and measuring, which some virtual machines use (IANA's registries of special addresses).
// Plain JavaScript, because the start asks it before anything is installed; config.ts asks it, too.
import { BlockList, isIP } from 'node:net';

const inner = new BlockList();
for (const [network, bits] of [
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24]
]) {
	inner.addSubnet(network, bits, 'ipv4');
}
inner.addAddress('::1', 'ipv6');
inner.addSubnet('fc00::', 7, 'ipv6');
inner.addSubnet('fe80::', 10, 'ipv6');

/**
 * Whether a host can only be reached from its own network. A name other than `localhost` counts as public.
 * @param {string} host an address, IPv6 also in brackets, or a name
 * @returns {boolean}
 */
export function isPrivateHost(host) {
	const name = host.replace(/^\[|\]$/g, '').toLowerCase();
	const family = isIP(name);
	return name === 'localhost' || (family !== 0 && inner.check(name, family === 6 ? 'ipv6' : 'ipv4'));
}

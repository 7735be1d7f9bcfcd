// Under which address the other devices of a room reach this machine.
import { networkInterfaces } from 'node:os';

// Bridges and tunnels of container and virtual-machine software: no phone ever reaches us through them.
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|flannel|tun|tap|wg|zt|tailscale)/;

/** Own IPv4 addresses except loopback; those that a phone in the same network most likely reaches come first. */
export function lanAddresses() {
	return Object.entries(networkInterfaces())
		.flatMap(([name, addresses]) => (addresses ?? []).map((address) => ({ name, ...address })))
		.filter((address) => address.family === 'IPv4' && !address.internal)
		.map((address) => ({ address: address.address, rank: rank(address.name, address.address) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ address }) => address);
}

// Ranges that nobody on the internet can reach (IANA's registry of special addresses): private networks, carriers' inner
// networks, the link itself, and those set aside for documentation and measuring, which some virtual machines use.
const inner = [
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
];

/** Whether an IPv4 address can only be reached from the same network. */
export function isPrivate(address) {
	return inner.some(([network, bits]) => toNumber(address) >>> (32 - bits) === toNumber(network) >>> (32 - bits));
}

function toNumber(address) {
	return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function rank(name, address) {
	if (virtual.test(name)) return 4;
	if (address.startsWith('169.254.')) return 3;
	if (address.startsWith('192.168.')) return 0;
	return isPrivate(address) ? 1 : 2;
}

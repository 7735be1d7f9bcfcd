// Under which address the other devices of a room reach this machine.
import { networkInterfaces } from 'node:os';
import { isPrivateHost } from '../private-networks.mjs';

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

function rank(name, address) {
	if (virtual.test(name)) return 4;
	if (address.startsWith('169.254.')) return 3;
	if (address.startsWith('192.168.')) return 0;
	return isPrivateHost(address) ? 1 : 2;
}

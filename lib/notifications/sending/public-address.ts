import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * Networks that are not the public internet: IANA's special-purpose registries for IPv4 and IPv6, among them loopback,
 * private and link-local ones, and with 169.254.0.0/16 and fd00::/8 the places where clouds keep their metadata.
 */
const closed = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  closed.addSubnet(network, prefix, "ipv4");

/** Of IPv6 only global unicast, without what is set aside in it. */
const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");
const closed6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  closed6.addSubnet(network, prefix, "ipv6");

/**
 * Whether an IP address belongs to the public internet. An IPv4 address within an IPv6 one (::ffff:127.0.0.1, 64:ff9b::,
 * 6to4) is none: nobody needs it to be reached, and it is how filters are passed. Anything but an address is none.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, "");
  if (isIP(bare) === 0) return false;
  if (!isIPv6(bare)) return !closed.check(bare, "ipv4");
  return open6.check(bare, "ipv6") && !closed6.check(bare, "ipv6");
}

/** Client addresses and the lists of those from which somebody may come. Addresses are as `normalizeAddress` writes them. */
import { BlockList, isIP, isIPv6 } from 'node:net'

/**
 * One spelling for an address: zones are dropped, IPv6 is compressed in lower case, and an IPv4 address mapped into IPv6
 * is the IPv4 address, however it was written.
 */
export function normalizeAddress(address: string): string {
  const bare = address.trim().replace(/%.*$/, '').toLowerCase()
  if (!isIPv6(bare)) return bare
  const compressed = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(compressed) ?? []
  if (high === undefined || low === undefined) return compressed
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}

/** What counts as one network when attempts are counted: an IPv4 /24, an IPv6 /56. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return isIP(address) ? `${address.split('.').slice(0, 3).join('.')}.0/24` : 'unknown'
  const [head = '', tail] = normalizeAddress(address).split('::')
  const [left, right] = [head.split(':').filter(Boolean), (tail ?? '').split(':').filter(Boolean)]
  const groups = [
    ...left,
    ...Array<string>(tail === undefined ? 0 : 8 - left.length - right.length).fill('0'),
    ...right,
  ]
  const [a, b, c, d = '0'] = groups
  return `${a}:${b}:${c}:${(Number.parseInt(d, 16) & 0xff00).toString(16)}::/56`
}

/** Lists are few and asked at every request; what is kept is a function of the text alone. */
const compiled = new Map<string, Compiled>()
const mostCompiled = 1_000

/** An empty list allows every address. */
export function isAllowedFrom(list: readonly string[], address: string): boolean {
  if (list.length === 0) return true
  const kind = isIP(address)
  if (kind === 0) return false
  const key = list.join(',')
  let entries = compiled.get(key)
  if (!entries) {
    if (compiled.size >= mostCompiled) compiled.clear()
    compiled.set(key, (entries = compile(list)))
  }
  return kind === 6 ? entries.ipv6.check(address, 'ipv6') : entries.ipv4.check(address, 'ipv4')
}

/** Apart, since a list of both takes an IPv4 address for a part of `::/0`. */
interface Compiled {
  readonly ipv4: BlockList
  readonly ipv6: BlockList
}

function compile(list: readonly string[]): Compiled {
  const entries = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const entry of list) {
    const [written = '', bits] = entry.split('/')
    const address = normalizeAddress(written)
    const kind = isIP(address)
    const most = kind === 6 ? 128 : 32
    // A network of mapped addresses is a network of IPv4 addresses.
    const shift = kind === 4 && isIPv6(written) ? 96 : 0
    const prefix = bits === undefined ? most : Number(bits) - shift
    // What is no address allows nobody, which is the safe side.
    if (kind === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most) continue
    if (kind === 6) entries.ipv6.addSubnet(address, prefix, 'ipv6')
    else entries.ipv4.addSubnet(address, prefix, 'ipv4')
  }
  return entries
}

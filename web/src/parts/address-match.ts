/**
 * Does a list of addresses and networks hold an address? By the rules of the server, which decides; this is for the
 * warning that comes before it is asked. An IPv4 address mapped into IPv6 is the IPv4 address.
 */
interface Address {
  readonly bits: 32 | 128
  readonly value: bigint
}

const mapped = 0xffffn << 32n

function ipv4Of(text: string): bigint | undefined {
  const octets = text.split('.')
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255)) return undefined
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n)
}

function ipv6Of(text: string): bigint | undefined {
  // an IPv4 tail is two groups
  const [, head = '', tail] = /^(.*:)([\d.]+\.[\d.]+)$/.exec(text) ?? []
  const low = tail === undefined ? undefined : ipv4Of(tail)
  if (tail !== undefined && low === undefined) return undefined
  const whole = low === undefined ? text : `${head}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`
  const halves = whole.split('::')
  if (halves.length > 2) return undefined
  const [left = [], right = []] = halves.map((half) => half.split(':').filter((group) => group !== ''))
  const missing = 8 - left.length - right.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n)
}

function addressOf(text: string): Address | undefined {
  const bare = text.trim().replace(/%.*$/, '')
  const four = ipv4Of(bare)
  if (four !== undefined) return { bits: 32, value: four }
  const six = ipv6Of(bare)
  if (six === undefined) return undefined
  return six >> 32n === mapped >> 32n ? { bits: 32, value: six & 0xffffffffn } : { bits: 128, value: six }
}

function holds(entry: string, address: Address): boolean {
  const [written = '', length] = entry.split('/')
  const network = addressOf(written)
  if (network === undefined || network.bits !== address.bits) return false
  // a network of mapped addresses is a network of IPv4 addresses
  const shift = network.bits === 32 && written.includes(':') ? 96 : 0
  const prefix = length === undefined ? network.bits : Number(length) - shift
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > network.bits) return false
  const host = BigInt(network.bits - prefix)
  return network.value >> host === address.value >> host
}

/** An empty list holds every address. */
export function listHolds(list: readonly string[], address: string): boolean {
  const asked = addressOf(address)
  return list.length === 0 || (asked !== undefined && list.some((entry) => holds(entry, asked)))
}

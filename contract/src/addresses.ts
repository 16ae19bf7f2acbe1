/** Client address lists (1.5): IPv4, IPv6, and networks of them. Checked without the platform, so that forms can. */
import { z } from 'zod'

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${octet}(\\.${octet}){3}$`)

/** One entry as people write it: an address, or a network in CIDR form; host bits may be set. */
export const addressEntry = z
  .string()
  .trim()
  .max(64)
  .refine(isAddressEntry, { error: 'is no IPv4 or IPv6 address or network', params: { code: 'not-an-address' } })

/** Empty = from anywhere. */
export const addressList = z.array(addressEntry).max(100)

function isAddressEntry(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const most = ipv4.test(address) ? 32 : isIpv6(address) ? 128 : null
  if (most === null || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
}

/** RFC 4291, with `::` at most once and an optional IPv4 tail; no zone, since a list is not about one machine's links. */
export function isIpv6(text: string): boolean {
  const tail = /^(.*:)([\d.]+)$/.exec(text)
  const [head, groupsOfTail] = tail && ipv4.test(tail[2] ?? '') ? [`${tail[1]}0:0`, true] : [text, false]
  if (!groupsOfTail && text.includes('.')) return false
  const halves = head.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8
}

/** What people type or paste into the field: entries with commas, blanks and newlines between them. */
export const splitAddresses = (text: string): string[] => text.split(/[\s,;]+/).filter((entry) => entry !== '')

/** One line of OpenSSH's public keys, read as a stranger's: type, key, comment, and nothing else anywhere. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { line } from '@berth/contract/shapes.ts'
import { fewestRsaBits, sshKeyTypes, type SshKeyFault, type SshKeyType } from '@berth/contract/ssh-keys.ts'
import { wireNumber, wireReader, wireString, type WireReader } from './ssh-wire.ts'

/** As SSH names them, as JSON Web Keys do, and how long a coordinate is. */
export const curves = {
  'ecdsa-sha2-nistp256': { name: 'nistp256', crv: 'P-256', bytes: 32, bits: 256 },
  'ecdsa-sha2-nistp384': { name: 'nistp384', crv: 'P-384', bytes: 48, bits: 384 },
  'ecdsa-sha2-nistp521': { name: 'nistp521', crv: 'P-521', bytes: 66, bits: 521 },
} as const
export type CurveType = keyof typeof curves

/** What OpenSSH takes at most. */
const mostRsaBits = 16_384
const longestComment = 255

export interface PublicKey {
  readonly type: SshKeyType
  /** What the Base64 of the line holds. */
  readonly blob: Buffer
  readonly bits: number
  readonly comment: string
  readonly key: KeyObject
}

/** A text that is no key that is taken, and why. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused'
  readonly half: 'publicKey' | 'privateKey'
  readonly fault: SshKeyFault
  constructor(half: 'publicKey' | 'privateKey', fault: SshKeyFault, cause?: unknown) {
    super(fault, { cause })
    this.half = half
    this.fault = fault
  }
}

const refuse = (fault: SshKeyFault, cause?: unknown): never => {
  throw new KeyRefused('publicKey', fault, cause)
}

const isKeyType = (word: string): word is SshKeyType => (sshKeyTypes as readonly string[]).includes(word)
/** Any type that SSH has, whether it is taken here or not. */
const looksLikeType = /^(ssh-|ecdsa-sha2-|sk-|rsa-sha2-|x509v3-)[a-z0-9@.-]+$/
const commentRule = line(0, longestComment)

export function parsePublicKey(text: string): PublicKey {
  const given = text.trim()
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(given) || given.startsWith('PuTTY-User-Key-File'))
    refuse('private-key-here')
  if (/^-{4,5} ?BEGIN /.test(given)) refuse('other-format')
  if (/[\r\n\v\f\u0085\u2028\u2029]/.test(given)) refuse('several-lines')
  const [, type = '', base64 = '', rest = ''] = /^(\S+)[ \t]+(\S+)(?:[ \t]+(.*))?$/.exec(given) ?? []
  if (!isKeyType(type)) return refuse(faultOfType(type, given))
  const comment = commentRule.safeParse(rest.replaceAll('\t', ' '))
  if (!comment.success) return refuse('comment-not-accepted')
  const blob = Buffer.from(base64, 'base64')
  if (blob.toString('base64') !== base64) return refuse('damaged')
  return { ...readBlob(type, blob), type, blob, comment: comment.data }
}

function faultOfType(type: string, given: string): SshKeyFault {
  if (/-cert-v\d+@openssh\.com$/.test(type)) return 'certificate'
  if (looksLikeType.test(type)) return 'type-not-accepted'
  // Commands to run, addresses to come from: what authorized_keys allows before the type.
  const hasOptions = given.split(/[ \t]+/, 100).some((word, index) => index > 0 && looksLikeType.test(word))
  return hasOptions ? 'options' : 'not-a-public-key'
}

function readBlob(type: SshKeyType, blob: Buffer): { key: KeyObject; bits: number } {
  try {
    const reader = wireReader(blob)
    // A line that says one type and holds another is read differently by different programs.
    if (reader.text() !== type) return refuse('damaged')
    const found = keyReaders[type](reader, type)
    reader.end()
    return found
  } catch (error) {
    if (error instanceof KeyRefused) throw error
    return refuse('damaged', error)
  }
}

type KeyReader = (reader: WireReader, type: SshKeyType) => { key: KeyObject; bits: number }

const base64url = (bytes: Buffer) => bytes.toString('base64url')

const readEd25519: KeyReader = (reader) => {
  const x = reader.string()
  if (x.length !== 32) return refuse('damaged')
  return { key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url(x) }, format: 'jwk' }), bits: 256 }
}

const readCurve: KeyReader = (reader, type) => {
  const { name, crv, bytes, bits } = curves[type as CurveType]
  if (reader.text() !== name) return refuse('damaged')
  const point = reader.string()
  if (point.length !== 1 + 2 * bytes || point[0] !== 4) return refuse('damaged')
  const [x, y] = [base64url(point.subarray(1, 1 + bytes)), base64url(point.subarray(1 + bytes))]
  // OpenSSL refuses a point that is not on the curve.
  return { key: createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' }), bits }
}

const readRsa: KeyReader = (reader) => {
  const [e, n] = [reader.number(), reader.number()]
  const bits = n.length === 0 ? 0 : n.length * 8 - Math.clz32(n[0] ?? 0) + 24
  if (bits < fewestRsaBits) return refuse('rsa-too-short')
  const isSound = bits <= mostRsaBits && isOdd(n) && isOdd(e) && e.length <= 8 && !(e.length === 1 && e[0] === 1)
  if (!isSound) return refuse('damaged')
  const key = createPublicKey({ key: { kty: 'RSA', n: base64url(n), e: base64url(e) }, format: 'jwk' })
  return { key, bits }
}

const isOdd = (number: Buffer) => ((number.at(-1) ?? 0) & 1) === 1

const keyReaders: Readonly<Record<SshKeyType, KeyReader>> = {
  'ssh-ed25519': readEd25519,
  'ecdsa-sha2-nistp256': readCurve,
  'ecdsa-sha2-nistp384': readCurve,
  'ecdsa-sha2-nistp521': readCurve,
  'ssh-rsa': readRsa,
}

/** As `ssh-keygen -l` shows it. */
export const fingerprintOf = (blob: Buffer): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`

export const publicLine = (type: string, blob: Buffer, comment: string): string =>
  `${type} ${blob.toString('base64')}${comment === '' ? '' : ` ${comment}`}`

/** What of a key goes over the wire, from one that was made here. */
export function blobOf(key: KeyObject): { type: SshKeyType; blob: Buffer } {
  const jwk = key.export({ format: 'jwk' })
  const part = (name: 'x' | 'n' | 'e') => Buffer.from(jwk[name] ?? '', 'base64url')
  if (jwk.kty === 'OKP') {
    const type = 'ssh-ed25519'
    return { type, blob: Buffer.concat([wireString(type), wireString(part('x'))]) }
  }
  const type = 'ssh-rsa'
  return { type, blob: Buffer.concat([wireString(type), wireNumber(part('e')), wireNumber(part('n'))]) }
}

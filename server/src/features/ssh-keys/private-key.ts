/**
 * Private keys, as OpenSSH or PEM have them, read as a stranger's, and written anew as OpenSSH has them: what is kept is
 * never the text that came in.
 */
import { createPrivateKey, randomBytes, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { SshKeyFault, SshKeyType } from '@berth/contract/ssh-keys.ts'
import { Secret } from '../../platform/secrets/secret.ts'
import { curves, KeyRefused, type CurveType, type PublicKey } from './public-key.ts'
import { wireNumber, wireReader, wireString, wireUint32, type WireReader } from './ssh-wire.ts'

const magic = Buffer.from('openssh-key-v1\0')
const blockBytes = 8

const refuse = (fault: SshKeyFault, cause?: unknown): never => {
  throw new KeyRefused('privateKey', fault, cause)
}

/** The key in the text; it is of an accepted type, and nothing more is known of it. */
export function parsePrivateKey(text: string): KeyObject {
  const given = text.trim()
  if (/^(ssh-|ecdsa-sha2-|sk-)\S+\s/.test(given) || /^-{4,5} ?BEGIN (SSH2 |RSA )?PUBLIC KEY/.test(given))
    refuse('public-key-here')
  if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----/m.test(given) || /^Proc-Type: *4,ENCRYPTED/m.test(given))
    refuse('passphrase')
  const block = /^-----BEGIN (OPENSSH |RSA |EC |DSA )?PRIVATE KEY-----\r?\n([^-]*)-----END \1?PRIVATE KEY-----\r?$/m
  const [whole, label = '', body = ''] = block.exec(given) ?? []
  if (whole === undefined) return refuse(given.includes('PRIVATE KEY-----') ? 'damaged' : 'not-a-private-key')
  if (label === 'DSA ') refuse('type-not-accepted')
  const key = label === 'OPENSSH ' ? fromOpenSsh(body) : fromPem(whole)
  if (!['ed25519', 'rsa', 'ec'].includes(key.asymmetricKeyType ?? '')) refuse('type-not-accepted')
  return key
}

function fromPem(whole: string): KeyObject {
  try {
    return createPrivateKey({ key: whole, format: 'pem' })
  } catch (error) {
    return refuse('damaged', error)
  }
}

function fromOpenSsh(body: string): KeyObject {
  const base64 = body.replaceAll(/\s/g, '')
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64 || !bytes.subarray(0, magic.length).equals(magic)) refuse('damaged')
  try {
    const reader = wireReader(bytes.subarray(magic.length))
    const [cipher, derivation] = [reader.text(), reader.text()]
    reader.string()
    if (cipher !== 'none' || derivation !== 'none') refuse('passphrase')
    if (reader.uint32() !== 1) refuse('damaged')
    reader.string()
    const inner = wireReader(reader.string())
    reader.end()
    if (inner.uint32() !== inner.uint32()) refuse('damaged')
    const key = createPrivateKey({ key: privateFields(inner), format: 'jwk' })
    inner.string()
    for (let pad = 1; inner.left > 0; pad++) if (inner.bytes(1)[0] !== pad || pad >= blockBytes) refuse('damaged')
    return key
  } catch (error) {
    if (error instanceof KeyRefused) throw error
    return refuse('damaged', error)
  }
}

const base64url = (bytes: Buffer) => bytes.toString('base64url')
const toNumber = (bytes: Buffer) => BigInt(`0x0${bytes.toString('hex')}`)
const fromNumber = (value: bigint): Buffer => {
  const hex = value.toString(16)
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
}

function privateFields(reader: WireReader): JsonWebKey {
  const type = reader.text()
  if (type === 'ssh-ed25519') {
    const [x, pair] = [reader.string(), reader.string()]
    if (x.length !== 32 || pair.length !== 64) refuse('damaged')
    return { kty: 'OKP', crv: 'Ed25519', x: base64url(x), d: base64url(pair.subarray(0, 32)) }
  }
  if (type in curves) {
    const { name, crv, bytes } = curves[type as CurveType]
    const [curve, point, d] = [reader.text(), reader.string(), reader.number()]
    if (curve !== name || point.length !== 1 + 2 * bytes || d.length > bytes) refuse('damaged')
    const padded = Buffer.concat([Buffer.alloc(bytes - d.length), d])
    const [x, y] = [point.subarray(1, 1 + bytes), point.subarray(1 + bytes)]
    return { kty: 'EC', crv, x: base64url(x), y: base64url(y), d: base64url(padded) }
  }
  if (type !== 'ssh-rsa') refuse('type-not-accepted')
  const [n, e, d, qi, p, q] = Array.from({ length: 6 }, () => reader.number()) as [Buffer, Buffer, ...Buffer[]]
  const [dNumber, pNumber, qNumber] = [d, p, q].map((bytes) => toNumber(bytes ?? Buffer.alloc(0))) as [
    bigint,
    bigint,
    bigint,
  ]
  const [dp, dq] = [dNumber % (pNumber - 1n), dNumber % (qNumber - 1n)].map(fromNumber)
  const numbers = { n, e, d, p, q, dp, dq, qi }
  return {
    kty: 'RSA',
    ...Object.fromEntries(Object.entries(numbers).map(([name, bytes]) => [name, base64url(bytes ?? Buffer.alloc(0))])),
  }
}

const signAsync = promisify(sign)
const digests: Readonly<Record<SshKeyType, string | null>> = {
  'ssh-ed25519': null,
  'ecdsa-sha2-nistp256': 'sha256',
  'ecdsa-sha2-nistp384': 'sha384',
  'ecdsa-sha2-nistp521': 'sha512',
  'ssh-rsa': 'sha512',
}

/** Throws unless what the private key signs verifies with the public one. */
export async function proveMatch(publicKey: PublicKey, privateKey: KeyObject): Promise<void> {
  if (!isOfSameShape(publicKey, privateKey)) refuse('does-not-match')
  const digest = digests[publicKey.type]
  const challenge = randomBytes(64)
  const signature = await signAsync(digest, challenge, privateKey).catch((error: unknown) => refuse('damaged', error))
  if (!verify(digest, challenge, publicKey.key, signature)) refuse('does-not-match')
}

/** Before anything is computed with it: numbers of any size, made up by a stranger, would keep a processor busy. */
function isOfSameShape({ key: publicKey, type }: PublicKey, privateKey: KeyObject): boolean {
  if (publicKey.asymmetricKeyType !== privateKey.asymmetricKeyType) return false
  const [known, given] = [publicKey.export({ format: 'jwk' }), exported(privateKey)]
  if (type !== 'ssh-rsa') return known.crv === given.crv
  const number = (text: string | undefined) => toNumber(Buffer.from(text ?? '', 'base64url'))
  const [n, d, p, q] = [given.n, given.d, given.p, given.q].map(number) as [bigint, bigint, bigint, bigint]
  const [dp, dq, qi] = [given.dp, given.dq, given.qi].map(number) as [bigint, bigint, bigint]
  if (number(known.n) !== n || number(known.e) !== number(given.e)) return false
  return p > 1n && q > 1n && p * q === n && d < n && dp < p && dq < q && qi < p
}

/** Curves of other makers and keys of more than two primes have no such form. */
function exported(key: KeyObject): JsonWebKey {
  try {
    return key.export({ format: 'jwk' })
  } catch (error) {
    return refuse('type-not-accepted', error)
  }
}

/** As `ssh-keygen` writes it without a passphrase. */
export function openSshPrivateKey(key: KeyObject, type: SshKeyType, blob: Buffer, comment: string): Secret {
  const jwk = key.export({ format: 'jwk' })
  const part = (name: 'x' | 'y' | 'd' | 'n' | 'e' | 'p' | 'q' | 'qi') => Buffer.from(jwk[name] ?? '', 'base64url')
  const fields = (): Buffer[] => {
    if (type === 'ssh-ed25519') return [wireString(part('x')), wireString(Buffer.concat([part('d'), part('x')]))]
    if (type === 'ssh-rsa') return (['n', 'e', 'd', 'qi', 'p', 'q'] as const).map((name) => wireNumber(part(name)))
    const point = Buffer.concat([Buffer.of(4), part('x'), part('y')])
    return [wireString(curves[type].name), wireString(point), wireNumber(part('d'))]
  }
  const check = randomBytes(4)
  const inner = Buffer.concat([check, check, wireString(type), ...fields(), wireString(comment)])
  const padding = Buffer.from(Array.from({ length: -inner.length & (blockBytes - 1) }, (_, index) => index + 1))
  const whole = Buffer.concat([
    magic,
    ...['none', 'none', ''].map(wireString),
    wireUint32(1),
    wireString(blob),
    wireString(Buffer.concat([inner, padding])),
  ])
  const lines = whole.toString('base64').match(/.{1,70}/g) ?? []
  return new Secret(
    ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n'),
  )
}

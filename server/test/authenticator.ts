/** An authenticator (WebAuthn) in software, for tests: real keys, real signatures, and whatever is to be wrong with them. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

export interface Tampering {
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  readonly challenge?: string
  readonly counter?: number
  readonly verified?: boolean
  readonly present?: boolean
  readonly handle?: string
  readonly key?: KeyObject
}

interface Options {
  readonly challenge: string
  readonly rp?: { readonly id?: string }
  readonly rpId?: string
  readonly user?: { readonly id: string }
}

export function createAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  let handle = ''

  const clientData = (type: string, challenge: string, over: Tampering) =>
    Buffer.from(
      JSON.stringify({
        type: over.type ?? type,
        challenge: over.challenge ?? challenge,
        origin: over.origin ?? origin,
        crossOrigin: false,
      }),
    )

  const authenticatorData = (rpId: string, over: Tampering, attested = Buffer.alloc(0)) => {
    const flags =
      ((over.present ?? true) ? 0x01 : 0) | ((over.verified ?? true) ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(over.counter ?? counter)
    return Buffer.concat([sha256(over.rpId ?? rpId), Buffer.of(flags), count, attested])
  }

  return {
    id: id.toString('base64url'),

    /** `navigator.credentials.create` */
    create(options: Readonly<Record<string, unknown>>, over: Tampering = {}): Record<string, unknown> {
      const { challenge, rp, user } = options as unknown as Options
      handle = user?.id ?? ''
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const cose = cbor(
        new Map<unknown, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      )
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, cose])
      const attestation = new Map<unknown, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authenticatorData(rp?.id ?? '', over, attested)],
      ])
      return credential({
        clientDataJSON: clientData('webauthn.create', challenge, over).toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal', 'made-up'],
      })
    },

    /** `navigator.credentials.get` */
    get(options: Readonly<Record<string, unknown>>, over: Tampering = {}): Record<string, unknown> {
      const { challenge, rpId } = options as unknown as Options
      counter++
      const data = authenticatorData(rpId ?? '', over)
      const client = clientData('webauthn.get', challenge, over)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), over.key ?? privateKey)
      return credential({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: over.handle ?? handle,
      })
    },
  }

  function credential(response: Record<string, unknown>) {
    const name = id.toString('base64url')
    return { id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response }
  }
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()

/** As much of RFC 8949 as an authenticator needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)])
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.of((major << 5) | size)
  return size < 256 ? Buffer.of((major << 5) | 24, size) : Buffer.of((major << 5) | 25, size >> 8, size & 255)
}

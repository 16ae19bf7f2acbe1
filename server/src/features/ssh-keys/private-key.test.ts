import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { SshKeyFault, SshKeyType } from '@berth/contract/ssh-keys.ts'
import { describe, expect, test } from 'vitest'
import { openSshPrivateKey, parsePrivateKey, proveMatch } from './private-key.ts'
import { blobOf, KeyRefused, parsePublicKey, publicLine } from './public-key.ts'
import { wireString, wireUint32 } from './ssh-wire.ts'

interface Pair {
  readonly type: SshKeyType
  readonly line: string
  readonly openSsh: string
  readonly key: KeyObject
}

function pairOf(type: SshKeyType, { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }): Pair {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const curve = type.replace('ecdsa-sha2-', '')
  const blob = curve === type ? blobOf(publicKey).blob : Buffer.concat([type, curve, point].map(wireString))
  const openSsh = openSshPrivateKey(privateKey, type, blob, 'a comment').reveal()
  return { type, line: publicLine(type, blob, ''), openSsh, key: privateKey }
}

const make = {
  'ssh-ed25519': () => pairOf('ssh-ed25519', generateKeyPairSync('ed25519')),
  'ecdsa-sha2-nistp256': () => pairOf('ecdsa-sha2-nistp256', generateKeyPairSync('ec', { namedCurve: 'P-256' })),
  'ecdsa-sha2-nistp384': () => pairOf('ecdsa-sha2-nistp384', generateKeyPairSync('ec', { namedCurve: 'P-384' })),
  'ecdsa-sha2-nistp521': () => pairOf('ecdsa-sha2-nistp521', generateKeyPairSync('ec', { namedCurve: 'P-521' })),
  'ssh-rsa': () => pairOf('ssh-rsa', generateKeyPairSync('rsa', { modulusLength: 2048 })),
}
const types = Object.keys(make) as SshKeyType[]
const pairs = Object.fromEntries(types.map((type) => [type, make[type]()])) as Record<SshKeyType, Pair>
const pem = (type: 'pkcs8' | 'pkcs1' | 'sec1', key: KeyObject) => key.export({ type, format: 'pem' }) as string

/** The fault of the pair; `proven` when there is none. */
async function outcome(line: string, privateKey: string): Promise<SshKeyFault | 'proven'> {
  try {
    await proveMatch(parsePublicKey(line), parsePrivateKey(privateKey))
    return 'proven'
  } catch (error) {
    if (error instanceof KeyRefused && error.half === 'privateKey') return error.fault
    throw error
  }
}

describe('a private key proves that it belongs to the public one', () => {
  test.each(types)('%s, in every format that it comes in', async (type) => {
    const { line, openSsh, key } = pairs[type]
    const forms = [openSsh, openSsh.replaceAll('\n', '\r\n'), pem('pkcs8', key)]
    if (type === 'ssh-rsa') forms.push(pem('pkcs1', key))
    // As `openssl ecparam -genkey` writes it.
    if (type.startsWith('ecdsa'))
      forms.push(`-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem('sec1', key)}`)
    for (const form of forms) expect(await outcome(line, form)).toBe('proven')
  })

  test('one that ssh-keygen made', async () => {
    const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEq6OqeggysYsjnxIkEfEPGqT4t+96HKkDI/aM53KxGf'
    const lines = [
      'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW',
      'QyNTUxOQAAACBKujqnoIMrGLI58SJBHxDxqk+LfvehypAyP2jOdysRnwAAAJDiB8Ht4gfB',
      '7QAAAAtzc2gtZWQyNTUxOQAAACBKujqnoIMrGLI58SJBHxDxqk+LfvehypAyP2jOdysRnw',
      'AAAEAjuSxjEZ0S6sq5E5qny0fwf7l/IBzT8pivyBnK8SodaEq6OqeggysYsjnxIkEfEPGq',
      'T4t+96HKkDI/aM53KxGfAAAAC2FkYSBhdCBob21lAQI=',
    ]
    const text = ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n')
    expect(await outcome(line, text)).toBe('proven')
  })

  test.each(types)('%s: that of another pair does not, nor one of another type', async (type) => {
    expect(await outcome(pairs[type].line, make[type]().openSsh)).toBe('does-not-match')
    for (const other of types.filter((one) => one !== type))
      expect(await outcome(pairs[type].line, pairs[other].openSsh)).toBe('does-not-match')
  })

  test('an RSA key whose numbers are made up is refused before anything is computed with it', async () => {
    const [mine, other] = [pairs['ssh-rsa'], make['ssh-rsa']()]
    const [known, given] = [mine.key.export({ format: 'jwk' }), other.key.export({ format: 'jwk' })]
    const part = (text: string | undefined) => Buffer.concat([Buffer.of(0), Buffer.from(text ?? '', 'base64url')])
    const text = (numbers: (string | undefined)[]) => {
      const check = wireUint32(7)
      const inner = Buffer.concat([check, check, wireString('ssh-rsa'), ...numbers.map((one) => wireString(part(one)))])
      return openSshText(Buffer.concat([inner, wireString('')]))
    }
    const { n, e, d, p, q, qi } = known
    // Its own public half, the private numbers of another; primes that do not multiply; a zero.
    expect(await outcome(mine.line, text([n, e, given.d, given.qi, given.p, given.q]))).toMatch(
      /does-not-match|damaged/,
    )
    expect(await outcome(mine.line, text([n, e, d, qi, p, n]))).toMatch(/does-not-match|damaged/)
    expect(await outcome(mine.line, text([n, e, d, qi, '', q]))).toBe('damaged')
  })
})

function openSshText(inner: Buffer, cipher = 'none', count = 1): string {
  const pad = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, -inner.length & 7))
  const head = Buffer.concat(['none', ''].map(wireString))
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    wireString(cipher),
    cipher === 'none' ? head : Buffer.concat([wireString('bcrypt'), wireString(Buffer.alloc(24))]),
    wireUint32(count),
    wireString('any'),
    wireString(Buffer.concat([inner, pad])),
  ])
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${whole.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
}

describe('refused, each with its reason', () => {
  const { line, openSsh, key } = pairs['ssh-ed25519']
  const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
  const oldLocked = { ...locked, type: 'pkcs1' } as const
  const dsa = '-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----'
  const cases: [string, string, SshKeyFault][] = [
    ['nothing that looks like one', 'hello', 'not-a-private-key'],
    ['the public half', line, 'public-key-here'],
    ['a public key in PEM', '-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----', 'public-key-here'],
    ['OpenSSH with a passphrase', openSshText(Buffer.alloc(64), 'aes256-ctr'), 'passphrase'],
    ['PKCS #8 with a passphrase', key.export(locked) as string, 'passphrase'],
    ['old PEM with a passphrase', pairs['ssh-rsa'].key.export(oldLocked) as string, 'passphrase'],
    ['DSA', dsa, 'type-not-accepted'],
    ['X25519, which does not sign', pem('pkcs8', generateKeyPairSync('x25519').privateKey), 'type-not-accepted'],
    ['Ed448', pem('pkcs8', generateKeyPairSync('ed448').privateKey), 'type-not-accepted'],
    ['one cut in the middle', openSsh.slice(0, openSsh.length / 2), 'damaged'],
    ['one without its last line', openSsh.replace(/-----END.*/, ''), 'damaged'],
    ['PEM around nonsense', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'damaged'],
    ['OpenSSH around nonsense', openSshText(Buffer.alloc(64)), 'type-not-accepted'],
    ['two keys in one', openSshText(Buffer.alloc(64), 'none', 2), 'damaged'],
    ['OpenSSH with letters of another alphabet', openSsh.replace('b3Bl', 'b3B!'), 'damaged'],
  ]
  test.each(cases)('%s', async (_name, text, fault) => expect(await outcome(line, text)).toBe(fault))

  test('any one bit of a private key that is turned never makes it another key', async () => {
    const [, base64 = ''] = /-----\n([^-]*)-----/.exec(openSsh) ?? []
    const bytes = Buffer.from(base64.replaceAll('\n', ''), 'base64')
    for (let bit = 0; bit < bytes.length * 8; bit += 5) {
      const turned = Buffer.from(bytes)
      turned[bit >> 3]! ^= 1 << (bit & 7)
      const text = `-----BEGIN OPENSSH PRIVATE KEY-----\n${turned.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----`
      expect(['damaged', 'does-not-match', 'passphrase', 'type-not-accepted', 'proven']).toContain(
        await outcome(line, text),
      )
    }
  })
})

test('what is written anew has nothing of the text that came in', () => {
  const { type, line, key } = pairs['ssh-rsa']
  const { blob } = parsePublicKey(line)
  const hostile = `${pem('pkcs8', key)}\nHost *\n  ProxyCommand evil\n`
  const text = openSshPrivateKey(parsePrivateKey(hostile), type, blob, '').reveal()
  expect(text).toMatch(
    /^-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,70}\n)+-----END OPENSSH PRIVATE KEY-----\n$/,
  )
})

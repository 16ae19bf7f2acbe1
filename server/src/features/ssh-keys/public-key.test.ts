import { generateKeyPairSync } from 'node:crypto'
import type { SshKeyFault } from '@berth/contract/ssh-keys.ts'
import { describe, expect, test } from 'vitest'
import { blobOf, fingerprintOf, KeyRefused, parsePublicKey, publicLine } from './public-key.ts'
import { wireNumber, wireString, wireUint32 } from './ssh-wire.ts'

function faultOf(text: string): SshKeyFault | 'accepted' {
  try {
    parsePublicKey(text)
    return 'accepted'
  } catch (error) {
    if (error instanceof KeyRefused) return error.fault
    throw error
  }
}

const ed25519 = 'ssh-ed25519'
const line = (type: string, ...fields: (Buffer | string)[]) =>
  publicLine(type, Buffer.concat([type, ...fields].map(wireString)), '')
const point = Buffer.from('5866666666666666666666666666666666666666666666666666666666666666', 'hex')
const good = line(ed25519, point)
const modulus = (bits: number) => {
  const bytes = Buffer.alloc(bits / 8, 0xab)
  bytes[0] = 0x80
  return bytes
}
const exponent = Buffer.of(1, 0, 1)
const rsaBlob = (...numbers: Buffer[]) => Buffer.concat([wireString('ssh-rsa'), ...numbers.map(wireNumber)])
const rsa = (...numbers: Buffer[]) => publicLine('ssh-rsa', rsaBlob(...numbers), '')

describe('accepted', () => {
  test('a key that ssh-keygen made, with its comment and its fingerprint', () => {
    // ssh-keygen -t ed25519 -C 'ada at home'; ssh-keygen -l
    const key = parsePublicKey(
      ' ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEq6OqeggysYsjnxIkEfEPGqT4t+96HKkDI/aM53KxGf  ada at home \n',
    )
    expect(key).toMatchObject({ type: ed25519, bits: 256, comment: 'ada at home' })
    expect(fingerprintOf(key.blob)).toBe('SHA256:qXviUrUEeNUh4C9ZODHMfmm4XZsnG3zRljfuSAvncbg')
  })

  test.each([2048, 3072, 4096, 16_384])('RSA of %d bits', (bits) => {
    expect(parsePublicKey(rsa(exponent, modulus(bits)))).toMatchObject({ type: 'ssh-rsa', bits })
  })

  test.each([
    ['P-256', 'ecdsa-sha2-nistp256', 'nistp256'],
    ['P-384', 'ecdsa-sha2-nistp384', 'nistp384'],
    ['P-521', 'ecdsa-sha2-nistp521', 'nistp521'],
  ])('ECDSA on %s', (namedCurve, type, name) => {
    const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' })
    const onCurve = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
    expect(parsePublicKey(line(type, name, onCurve)).type).toBe(type)
    const beside = Buffer.from(onCurve)
    beside[beside.length - 1]! ^= 1
    expect(faultOf(line(type, name, beside))).toBe('damaged')
    expect(faultOf(line(type, 'nistp224', onCurve))).toBe('damaged')
    expect(faultOf(line(type, name, onCurve.subarray(0, -1)))).toBe('damaged')
    // Compressed: half as long, and OpenSSH takes none.
    const compressed = Buffer.concat([Buffer.of(2), onCurve.subarray(1, (onCurve.length + 1) / 2)])
    expect(faultOf(line(type, name, compressed))).toBe('damaged')
  })
})

describe('refused, each with its reason', () => {
  const certificate = 'ssh-ed25519-cert-v01@openssh.com'
  const pem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string
  const cases: [string, string, SshKeyFault][] = [
    ['nothing', '   ', 'not-a-public-key'],
    ['something else', 'hello world', 'not-a-public-key'],
    ['a type alone', 'ssh-ed25519', 'not-a-public-key'],
    ['options before the key', `command="/bin/sh" ${good}`, 'options'],
    ['options with blanks in quotes', `from="10.0.0.1",command="a b c" ${good}`, 'options'],
    ['the mark of authorities', `cert-authority ${good}`, 'options'],
    ['a second line', `${good}\n${good}`, 'several-lines'],
    ['a second line behind the comment', `${good} me\r\nssh-rsa AAAA`, 'several-lines'],
    ['a line broken at a separator of Unicode', `${good} me\u2028x`, 'several-lines'],
    [
      'a private key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      'private-key-here',
    ],
    ['a private key of PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none', 'private-key-here'],
    ['PEM', pem, 'other-format'],
    ['RFC 4716', '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----', 'other-format'],
    ['a certificate', line(certificate, 'nonce', point), 'certificate'],
    ['a certificate that says it is a key', publicLine(ed25519, wireString(certificate), ''), 'damaged'],
    ['DSA', line('ssh-dss', exponent), 'type-not-accepted'],
    ['a security key', line('sk-ssh-ed25519@openssh.com', point, 'ssh:'), 'type-not-accepted'],
    ['a type in capitals', good.replace(ed25519, 'SSH-ED25519'), 'not-a-public-key'],
    ['one type outside, another inside', good.replace(ed25519, 'ssh-rsa'), 'damaged'],
    ['Base64 with something else in it', good.replace('AAAA', 'AA!AA'), 'damaged'],
    ['Base64 without its end', good.slice(0, -3), 'damaged'],
    ['Base64 for addresses', publicLine(ed25519, Buffer.alloc(51, 0xff), '').replaceAll('/', '_'), 'damaged'],
    ['a point too short', line(ed25519, point.subarray(1)), 'damaged'],
    ['a point too long', line(ed25519, Buffer.concat([point, point])), 'damaged'],
    ['something behind the key', line(ed25519, point, 'more'), 'damaged'],
    [
      'a length beyond the end',
      publicLine(ed25519, Buffer.concat([wireString(ed25519), wireUint32(2 ** 32 - 1)]), ''),
      'damaged',
    ],
    ['no key at all', publicLine(ed25519, wireString(ed25519), ''), 'damaged'],
    ['RSA of 1024 bits', rsa(exponent, modulus(1024)), 'rsa-too-short'],
    ['RSA of 2047 bits', rsa(exponent, Buffer.concat([Buffer.of(0x7f), modulus(2048).subarray(1)])), 'rsa-too-short'],
    [
      'RSA made long by zeros',
      publicLine(
        'ssh-rsa',
        Buffer.concat([
          wireString('ssh-rsa'),
          wireNumber(exponent),
          wireString(Buffer.concat([Buffer.alloc(200), modulus(1024)])),
        ]),
        '',
      ),
      'damaged',
    ],
    [
      'RSA with a negative modulus',
      publicLine(
        'ssh-rsa',
        Buffer.concat([wireString('ssh-rsa'), wireNumber(exponent), wireString(modulus(2048))]),
        '',
      ),
      'damaged',
    ],
    ['RSA of 16,392 bits', rsa(exponent, modulus(16_392)), 'damaged'],
    ['RSA with the exponent 1', rsa(Buffer.of(1), modulus(2048)), 'damaged'],
    ['RSA with an even exponent', rsa(Buffer.of(1, 0, 0), modulus(2048)), 'damaged'],
    ['RSA with an exponent to keep a processor busy', rsa(modulus(2048), modulus(2048)), 'damaged'],
    ['RSA with an even modulus', rsa(exponent, Buffer.concat([modulus(2040), Buffer.of(0xa0)])), 'damaged'],
    ['a comment that turns the text around', `${good} a\u202eb`, 'comment-not-accepted'],
    ['a comment that speaks to the terminal', `${good} a\u001b[2Jb`, 'comment-not-accepted'],
    ['a comment that never ends', `${good} ${'x'.repeat(256)}`, 'comment-not-accepted'],
  ]
  test.each(cases)('%s', (_name, text, fault) => expect(faultOf(text)).toBe(fault))

  test('any one bit of a key that is turned is refused or is another key', () => {
    const { blob } = blobOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)
    for (let bit = 0; bit < blob.length * 8; bit += 7) {
      const turned = Buffer.from(blob)
      turned[bit >> 3]! ^= 1 << (bit & 7)
      const fault = faultOf(publicLine('ssh-rsa', turned, ''))
      expect(['accepted', 'damaged', 'rsa-too-short']).toContain(fault)
    }
  })
})

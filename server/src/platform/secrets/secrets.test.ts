import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format, inspect } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { CannotOpen, createSeals } from './seal.ts'
import { Secret } from './secret.ts'
import { loadSiteKey } from './site-key.ts'
import { equalInConstantTime, hashToken, newToken } from './tokens.ts'

const folder = mkdtempSync(join(tmpdir(), 'berth-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const key = loadSiteKey({ dataDirectory: folder })

test('a secret shows nothing of itself, however it is printed', () => {
  const secret = new Secret('hunter2')
  const printed = [
    // oxlint-disable-next-line typescript/restrict-template-expressions -- what must not be done
    `${secret}`,
    String(secret),
    secret + '',
    JSON.stringify({ secret, list: [secret] }),
    inspect({ deep: { deeper: [secret] } }, { depth: 9, showHidden: true }),
    format('%s %o %j', secret, secret, secret),
    Object.values(secret).join(),
    JSON.stringify(structuredClone(secret)),
  ].join('\n')
  expect(printed).not.toContain('hunter2')
  expect(printed).toContain('[secret]')
  expect(secret.reveal()).toBe('hunter2')
})

test('the site key is made once, for its owner alone', () => {
  expect(statSync(join(folder, 'site-key')).mode & 0o777).toBe(0o600)
  expect(loadSiteKey({ dataDirectory: folder })).toEqual(key)
  expect(readdirSync(folder)).toEqual(['site-key'])
})

test('a site key file may be hexadecimal or base64, and anything else is refused by name', () => {
  const file = join(folder, 'given')
  for (const encoding of ['hex', 'base64'] as const) {
    writeFileSync(file, `${key.toString(encoding)}\n`)
    expect(loadSiteKey({ file })).toEqual(key)
  }
  writeFileSync(file, 'too short')
  expect(() => loadSiteKey({ file })).toThrow(`${file} is no site key`)
  expect(() => loadSiteKey({ file: join(folder, 'absent') })).toThrow('ENOENT')
  rmSync(file)
})

test('what is sealed opens with its key, in its place, unchanged, and otherwise not', () => {
  const seals = createSeals(key)
  const sealed = seals.seal(new Secret('pässword'), 'users/1/totp')
  expect(sealed.toString('latin1')).not.toContain('ssword')
  expect(seals.open(sealed, 'users/1/totp').reveal()).toBe('pässword')
  expect(seals.seal(new Secret('pässword'), 'users/1/totp')).not.toEqual(sealed)
  expect(() => seals.open(sealed, 'users/2/totp')).toThrow(CannotOpen)
  expect(() => createSeals(Buffer.alloc(32)).open(sealed, 'users/1/totp')).toThrow(CannotOpen)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => seals.open(changed, 'users/1/totp'), `byte ${at}`).toThrow(CannotOpen)
    expect(() => seals.open(sealed.subarray(0, at), 'users/1/totp'), `length ${at}`).toThrow(CannotOpen)
  }
  expect(seals.open(seals.seal(new Secret(''), 'x'), 'x').reveal()).toBe('')
})

test('tokens are long, differ, and are kept as their hash', () => {
  const token = newToken()
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(newToken()).not.toBe(token)
  expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(equalInConstantTime(token, token)).toBe(true)
  expect(equalInConstantTime(token, newToken())).toBe(false)
  expect(equalInConstantTime(token, 'x')).toBe(false)
})

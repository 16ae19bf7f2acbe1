import { ApiProblem } from '@berth/contract/client.ts'
import { consoleGeneralEn } from '@berth/contract/texts/console-general.en.ts'
import { expect, test } from 'vitest'
import { checkKey, refusedKey } from './key-form.ts'

const refusal = (errors: object[]) =>
  new ApiProblem({ type: 'invalid-input', title: '', detail: '', status: 400, requestId: 'x', errors })

test('a key without a name or a public half is not sent', () => {
  const wrong = checkKey({ name: ' ', publicKey: '', privateKey: 'x'.repeat(40_000) }, consoleGeneralEn)
  expect(Object.values(wrong).every((text) => typeof text === 'string')).toBe(true)
  const right = checkKey({ name: 'laptop', publicKey: 'ssh-ed25519 AAAA', privateKey: '' }, consoleGeneralEn)
  expect(Object.values(right)).toEqual([undefined, undefined, undefined])
})

test('what the server refuses stands at its field, in the language of the page', () => {
  const errors = [{ path: 'body.privateKey', code: 'passphrase', message: 'not this' }]
  expect(refusedKey(refusal(errors), consoleGeneralEn)).toEqual({ privateKey: consoleGeneralEn.faults.passphrase })
  expect(refusedKey(refusal([{ path: 'body.name', code: 'other', message: 'too odd' }]), consoleGeneralEn)).toEqual({
    name: 'too odd',
  })
  expect(refusedKey(refusal([{ path: 'body', code: 'x', message: 'x' }]), consoleGeneralEn)).toBeUndefined()
  expect(refusedKey(new Error('x'), consoleGeneralEn)).toBeUndefined()
})

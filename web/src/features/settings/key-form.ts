/** What is wrong with a key, at the field where it was entered. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { InputError } from '@berth/contract/problems.ts'
import { longestPrivateKey, longestPublicKey, sshKeyName } from '@berth/contract/ssh-keys.ts'
import type { consoleGeneralEn } from '@berth/contract/texts/console-general.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import type { FieldErrors } from '../../ui/form.ts'

export interface KeyValues {
  readonly name: string
  readonly publicKey: string
  readonly privateKey: string
}

type Words = Texts<typeof consoleGeneralEn>

export const checkName = (name: string, t: Words): string | undefined =>
  sshKeyName.safeParse(name).success ? undefined : t.keys.nameWrong

export const checkKey = (values: KeyValues, t: Words): FieldErrors<KeyValues> => ({
  name: checkName(values.name, t),
  publicKey:
    values.publicKey.trim() === ''
      ? t.keys.publicKeyMissing
      : values.publicKey.length > longestPublicKey
        ? t.keys.tooLong
        : undefined,
  privateKey: values.privateKey.length > longestPrivateKey ? t.keys.tooLong : undefined,
})

/** What the server found wrong, by field; nothing when it is about something else. */
export function refusedKey(error: unknown, t: Words): FieldErrors<KeyValues> | undefined {
  if (!(error instanceof ApiProblem) || error.body.type !== 'invalid-input') return undefined
  const found: Partial<Record<keyof KeyValues, string>> = {}
  for (const { path, code, message } of (error.body['errors'] ?? []) as readonly InputError[]) {
    const field = (['name', 'publicKey', 'privateKey'] as const).find((name) => path === `body.${name}`)
    if (field === undefined) return undefined
    found[field] = Object.hasOwn(t.faults, code) ? t.faults[code as keyof typeof t.faults] : message
  }
  return found
}

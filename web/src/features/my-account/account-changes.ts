/** What the dialog of one's account changes, and how it is saved. */
import type { Me } from '@berth/contract/accounts.ts'
import { client } from '../../api/client.ts'
import { wantsPassword } from './password-change.ts'
import type { PasswordValues } from './password-change.ts'

export interface AccountValues extends PasswordValues {
  readonly fullName: string
  readonly addresses: readonly string[]
}

export type Changed = 'fullName' | 'password' | 'allowedClientIps'

export function changesOf(values: AccountValues, me: Me): readonly Changed[] {
  const alike = values.addresses.join(' ') === me.allowedClientIps.join(' ')
  const changed: (Changed | false)[] = [
    values.fullName.trim() !== me.fullName && 'fullName',
    wantsPassword(values) && 'password',
    !alike && 'allowedClientIps',
  ]
  return changed.filter((one) => one !== false)
}

/** A part that was not saved, and those that were before it. */
export class NotSaved extends Error {
  readonly part: 'password' | 'rest'
  readonly saved: readonly Changed[]
  readonly me: Me | undefined

  constructor(part: 'password' | 'rest', saved: readonly Changed[], me: Me | undefined, cause: unknown) {
    super('not saved', { cause })
    this.part = part
    this.saved = saved
    this.me = me
  }
}

/** The password first: an address list may end this very login. */
export async function saveAccount(values: AccountValues, me: Me, confirmLockout: boolean) {
  const changed = changesOf(values, me)
  const saved: Changed[] = []
  let now: Me | undefined
  if (changed.includes('password')) {
    const { current, next } = values
    try {
      const body = { newPassword: next, ...(me.hasPassword ? { currentPassword: current } : {}) }
      now = await client.myAccount.changePassword({ body })
      saved.push('password')
    } catch (error) {
      throw new NotSaved('password', saved, now, error)
    }
  }
  const rest = changed.filter((one) => one !== 'password')
  if (rest.length > 0) {
    const body = {
      ...(rest.includes('fullName') ? { fullName: values.fullName.trim() } : {}),
      ...(rest.includes('allowedClientIps') ? { allowedClientIps: [...values.addresses] } : {}),
      ...(confirmLockout ? { confirmLockout } : {}),
    }
    try {
      now = await client.myAccount.update({ body })
      saved.push(...rest)
    } catch (error) {
      throw new NotSaved('rest', saved, now, error)
    }
  }
  // in the order of the form
  return { me: now ?? me, saved: changed }
}

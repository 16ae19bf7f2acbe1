/** What the ways in ask of signing in; they prove who somebody is, and the rest is the same for every way. */
import type { LoginMethod, Refusal } from '@berth/contract/audit.ts'
import type { LoginSource, NewLogin } from '../logins/logins.service.ts'

export interface SecondFactorProof {
  readonly otp?: string | undefined
  readonly recoveryCode?: string | undefined
}

export interface SignInDoor {
  /** For who has proved who they are; with `proof` (empty at first), a second factor is asked for as well. */
  beginFor(user: string, method: LoginMethod, source: LoginSource, proof?: SecondFactorProof | null): Promise<NewLogin>
  /** Counts, writes down and refuses. */
  refuse(method: LoginMethod, user: string | null, fault: Refusal, source: LoginSource): Promise<never>
}

/**
 * Counting what a credential asks for. Authentication needs it, so the type is here; the credentials' slice fits it by
 * its shape, and main/compose.ts hands it in.
 */
import type { RateLimit } from '../../platform/http/caller.ts'
import type { PresentedCredential } from './logins.views.ts'

export type { PresentedCredential }

export interface CredentialMeter {
  /** One more request, from there. What is left; null: any number. Throws `rate-limited` where nothing is left. */
  count(credential: PresentedCredential, address: string): Promise<RateLimit | null>
}

import { consoleSignInId } from '@berth/contract/texts/console-sign-in.id.ts'
import { consoleUiId } from '@berth/contract/texts/console-ui.id.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { SignInTexts } from './sign-in.en.ts'

export const signInId: Translation<SignInTexts> = {
  ui: consoleUiId,
  signIn: consoleSignInId,
}

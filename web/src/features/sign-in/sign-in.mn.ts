import { consoleSignInMn } from '@berth/contract/texts/console-sign-in.mn.ts'
import { consoleUiMn } from '@berth/contract/texts/console-ui.mn.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { SignInTexts } from './sign-in.en.ts'

export const signInMn: Translation<SignInTexts> = {
  ui: consoleUiMn,
  signIn: consoleSignInMn,
}

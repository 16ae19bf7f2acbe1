import { consoleSignInKo } from '@berth/contract/texts/console-sign-in.ko.ts'
import { consoleUiKo } from '@berth/contract/texts/console-ui.ko.ts'
import type { SignInTexts } from './sign-in.en.ts'

export const signInKo: SignInTexts = {
  ui: consoleUiKo,
  signIn: consoleSignInKo,
}

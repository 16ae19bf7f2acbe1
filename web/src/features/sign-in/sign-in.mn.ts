import { consoleSignInMn } from '@berth/contract/texts/console-sign-in.mn.ts'
import { consoleUiMn } from '@berth/contract/texts/console-ui.mn.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { SignInTexts } from './sign-in.en.ts'
import { teachMongolian } from '../../texts/mongolian-formats.ts'

// its dates are written as soon as its texts are
teachMongolian(Intl)

export const signInMn: Translation<SignInTexts> = {
  ui: consoleUiMn,
  signIn: consoleSignInMn,
}

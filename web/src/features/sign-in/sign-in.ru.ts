import { consoleSignInRu } from '@berth/contract/texts/console-sign-in.ru.ts'
import { consoleUiRu } from '@berth/contract/texts/console-ui.ru.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { SignInTexts } from './sign-in.en.ts'

export const signInRu: Translation<SignInTexts> = {
  ui: consoleUiRu,
  signIn: consoleSignInRu,
}

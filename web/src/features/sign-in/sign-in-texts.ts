import { createTexts } from '../../texts/texts.tsx'
import { signInEn } from './sign-in.en.ts'

export const signInTexts = createTexts(signInEn, {
  ko: async () => (await import('./sign-in.ko.ts')).signInKo,
  fr: async () => (await import('./sign-in.fr.ts')).signInFr,
})

export const { useTexts, useLanguage, TextsProvider } = signInTexts

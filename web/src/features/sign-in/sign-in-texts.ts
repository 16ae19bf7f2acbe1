import { createTexts } from '../../texts/texts.tsx'
import { signInEn } from './sign-in.en.ts'

export const signInTexts = createTexts(signInEn, { ko: async () => (await import('./sign-in.ko.ts')).signInKo })

export const { useTexts, useLanguage, TextsProvider } = signInTexts

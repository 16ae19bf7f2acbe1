import { createTexts } from '../../texts/texts.tsx'
import { signInEn } from './sign-in.en.ts'

export const signInTexts = createTexts(signInEn, {
  ko: async () => (await import('./sign-in.ko.ts')).signInKo,
  ru: async () => (await import('./sign-in.ru.ts')).signInRu,
  fr: async () => (await import('./sign-in.fr.ts')).signInFr,
  mn: async () => (await import('./sign-in.mn.ts')).signInMn,
  id: async () => (await import('./sign-in.id.ts')).signInId,
})

export const { useTexts, useLanguage, TextsProvider } = signInTexts

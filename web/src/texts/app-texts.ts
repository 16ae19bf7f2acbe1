/** The console's texts in the language of this device. */
import { appEn } from './app.en.ts'
import { createTexts } from './texts.tsx'

export const appTexts = createTexts(appEn, {
  ko: async () => (await import('./app.ko.ts')).appKo,
  ru: async () => (await import('./app.ru.ts')).appRu,
  fr: async () => (await import('./app.fr.ts')).appFr,
  mn: async () => (await import('./app.mn.ts')).appMn,
  id: async () => (await import('./app.id.ts')).appId,
})

export const { useTexts, useLanguage, beforeShowing, TextsProvider } = appTexts

/** The console's texts in the language of this device. */
import { appEn } from './app.en.ts'
import { createTexts } from './texts.tsx'

export const appTexts = createTexts(appEn, {
  ko: async () => (await import('./app.ko.ts')).appKo,
  fr: async () => (await import('./app.fr.ts')).appFr,
})

export const { useTexts, useLanguage, beforeShowing, TextsProvider } = appTexts

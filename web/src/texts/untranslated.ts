/**
 * English texts that stand in a page of another language because its dictionary lacks them. They are noted as they are
 * said; what marks them in the page is loaded with the first of them, so a whole dictionary costs nothing.
 */
import type { Language } from '@berth/contract/texts/language.ts'

const said = new Map<Language, Set<string>>()
/** Texts with numbers and times in them are said anew all the time; those that nobody says any more are forgotten. */
const mostKept = 5000

let shown: Language = 'en'
let marking = false

export function noteUntranslated(language: Language, text: string): void {
  const words = text.trim()
  if (words === '') return
  let texts = said.get(language)
  if (texts === undefined) said.set(language, (texts = new Set()))
  texts.delete(words)
  texts.add(words)
  const oldest = texts.size > mostKept ? texts.values().next().value : undefined
  if (oldest !== undefined) texts.delete(oldest)
  startMarking()
}

/** Whether a text of the page is one that the language shown lacks. */
export const isUntranslated = (text: string): boolean => said.get(shown)?.has(text.trim()) === true

/** The page speaks another language from now on. */
export function pageSpeaks(language: Language): void {
  shown = language
  startMarking()
}

function startMarking(): void {
  if (marking || shown === 'en' || !said.has(shown)) return
  marking = true
  import('./mark-untranslated.ts').then(
    ({ markUntranslated }) => markUntranslated(),
    () => {
      marking = false
    },
  )
}

/** Languages that texts exist in, and the types that keep their dictionaries whole. */
export const languages = ['en', 'ko', 'ru', 'fr', 'mn', 'id'] as const
export type Language = (typeof languages)[number]

/** English is where texts are written first; a text that another language lacks is shown in it. */
export type OtherLanguage = Exclude<Language, 'en'>

export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  ko: '한국어',
  ru: 'Русский',
  fr: 'Français',
  mn: 'Монгол',
  id: 'Bahasa Indonesia',
}

/** What somebody can choose: a language, or the one of whatever they sit at. */
export const languageChoices = ['system', ...languages] as const
export type LanguageChoice = (typeof languageChoices)[number]

type Say<Params extends readonly never[]> = (...params: Params) => string

/**
 * The shape that a dictionary of another language must have: the same keys, a text for a text, a function of the same
 * parameters for a function. A missing key does not compile.
 */
export type Texts<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends (...params: infer Params) => string
      ? (...params: Params) => string
      : Texts<English[Key]>
}

/**
 * The shape of a dictionary that follows English when it can: as `Texts`, but any text may be missing until somebody
 * who speaks the language has written it. A key that English does not have still does not compile.
 */
export type Translation<English> = {
  readonly [Key in keyof English]?: English[Key] extends string
    ? string
    : English[Key] extends (...params: infer Params) => string
      ? (...params: Params) => string
      : English[Key] extends string | Say<never> | undefined
        ? English[Key]
        : Translation<English[Key]>
}

/** The dictionary with English where it lacks a text; `lacks` is told what is said in English for that reason. */
export function completed<English extends object>(
  english: English,
  translation: Translation<English>,
  lacks?: (text: string) => void,
): English {
  const own = translation as Readonly<Record<string, unknown>>
  const texts = Object.entries(english).map(([key, meant]: [string, unknown]) => {
    const said = own[key]
    if (typeof meant === 'object' && meant !== null) return [key, completed(meant, said ?? {}, lacks)]
    if (said !== undefined) return [key, said]
    if (lacks !== undefined && typeof meant === 'string') lacks(meant)
    return [key, lacks !== undefined && typeof meant === 'function' ? overheard(meant as Say<never>, lacks) : meant]
  })
  return Object.fromEntries(texts) as English
}

/** Every language's dictionary whole, for who speaks them all. */
export function dictionaries<English extends object>(
  english: English,
  translations: Readonly<Partial<Record<OtherLanguage, Translation<English>>>>,
): Readonly<Record<Language, English>> {
  const whole = languages.map((language) => {
    const translation = language === 'en' ? undefined : translations[language]
    return [language, translation === undefined ? english : completed(english, translation)]
  })
  return Object.fromEntries(whole) as Record<Language, English>
}

const overheard =
  (say: Say<never>, lacks: (text: string) => void): Say<never> =>
  (...params) => {
    const text = say(...params)
    lacks(text)
    return text
  }

/** First language of an `Accept-Language` header (or a browser's list) that exists here; English otherwise. */
export function languageOf(wanted: string | readonly string[] | undefined): Language {
  const tags = typeof wanted === 'string' ? wanted.split(',') : (wanted ?? [])
  for (const tag of tags.slice(0, 20)) {
    const primary = tag.trim().split(/[-;]/, 1)[0]?.toLowerCase()
    const found = languages.find((language) => language === primary)
    if (found) return found
  }
  return 'en'
}

/** Forms of a noun beside a number. Which of them a language has: Intl.PluralRules; what is left out is as `other`. */
export interface PluralForms {
  readonly one?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

const rules = new Map<Language, Intl.PluralRules>()

/** The right form for a number, by the language's own rules. */
export function plural(language: Language, count: number, forms: PluralForms): string {
  let rule = rules.get(language)
  if (rule === undefined) {
    rule = new Intl.PluralRules(language)
    rules.set(language, rule)
  }
  const form = rule.select(count)
  return (form === 'zero' || form === 'two' ? undefined : forms[form]) ?? forms.other
}

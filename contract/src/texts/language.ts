/** Languages that texts exist in, and the types that keep their dictionaries whole. */
export const languages = ['en', 'ko'] as const
export type Language = (typeof languages)[number]

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' }

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

/** The right form for a number, by the language's own rules. */
export function plural(language: Language, count: number, forms: { one?: string; other: string }): string {
  return new Intl.PluralRules(language).select(count) === 'one' ? (forms.one ?? forms.other) : forms.other
}

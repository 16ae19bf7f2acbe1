/**
 * Texts are data: one dictionary an area and language, `<area>.<language>.ts`. English says which texts there are; the
 * other languages are typed `Texts<typeof areaEn>`, so that a missing or surplus one does not compile.
 */
export const languages = { en: 'English', ko: '한국어' } as const
export type Language = keyof typeof languages

/** The shape of a dictionary, free of the words of its first language. */
export type Texts<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer Params) => string
      ? (...args: Params) => string
      : Texts<T[K]>
}

type PluralForms = { readonly [rule in Intl.LDMLPluralRule]?: string } & { readonly other: string }

/** The form of a text that fits a number; `#` in it becomes the number as the language writes it. */
export function plural(language: Language, count: number, forms: PluralForms): string {
  const form = forms[pluralRules(language).select(count)] ?? forms.other
  return form.replaceAll('#', numberFormat(language).format(count))
}

/** “a, b and c”, as the language writes it. */
export function listed(language: Language, parts: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
}

const perLanguage = <T>(make: (language: Language) => T) => {
  const made = new Map<Language, T>()
  return (language: Language): T => {
    let value = made.get(language)
    if (value === undefined) made.set(language, (value = make(language)))
    return value
  }
}
const pluralRules = perLanguage((language) => new Intl.PluralRules(language))
const numberFormat = perLanguage((language) => new Intl.NumberFormat(language))

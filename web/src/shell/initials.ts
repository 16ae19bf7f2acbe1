/** One or two letters for a person's avatar. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._@-]+/u).filter((word) => word !== '')
  const first = words[0] ?? ''
  // a Korean, Chinese or Japanese name is known by its first character
  if (/^\p{Script=Hangul}|^\p{Script=Han}|^[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first)) return firstOf(first)
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return (firstOf(first) + firstOf(last)).toLocaleUpperCase()
}

const firstOf = (word: string) => Array.from(word)[0] ?? ''

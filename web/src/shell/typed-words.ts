const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Each of the words that were typed is found somewhere in what is said; accents and capitals make no difference. */
export function fits(typed: string, said: readonly string[]): boolean {
  const all = plain(said.join('\n'))
  return plain(typed)
    .split(/\s+/)
    .every((word) => all.includes(word))
}

/** What a notebook says, read as if anything could stand anywhere in it. Pure. */
export type Fields = Readonly<Record<string, unknown>>

export const recordOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** A text, or its lines with their ends. */
export const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : listOf(value)
        .filter((line) => typeof line === 'string')
        .join('')

/** As an address, of which a browser runs nothing. */
export function pictureOf(forms: Fields): string | null {
  for (const type of ['image/png', 'image/jpeg', 'image/gif', 'image/webp']) {
    const bytes = textOf(forms[type]).replaceAll(/\s/g, '')
    if (bytes !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(bytes)) return `data:${type};base64,${bytes}`
  }
  const svg = textOf(forms['image/svg+xml'])
  return svg === '' ? null : `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

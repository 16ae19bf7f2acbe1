/**
 * React Aria carries its own words in more than thirty languages, each a small module, about 12 kB compressed in all.
 * Only those that the console speaks stay; React Aria falls back to English for any other.
 */
import type { Plugin } from 'vite'

export const fewLanguages = (kept: readonly string[]): Plugin => ({
  name: 'few-languages',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !/[\\/](react-aria|react-aria-components|react-stately)[\\/]/.test(importer)) return
    const language = /[\\/]([a-z]{2}-[A-Z]{2})\.m?js$/.exec(source)?.[1]
    if (language !== undefined && !kept.includes(language)) return '\0no-words'
    return undefined
  },
  // nothing at all: React Aria skips a language that is not there, but looks in vain into one without words
  load: (id) => (id === '\0no-words' ? 'export default undefined' : undefined),
})

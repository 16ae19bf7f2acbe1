/**
 * xterm.js 6.0.0 lets its embedder give it a document (`documentOverride`) but takes the page's own at two places:
 * the factory of rows, and, by the precedence of `??` over `?:`, its browser service. Everything that the terminal
 * makes must come from the document it was given, or the content security policy cannot be kept
 * (features/sessions/terminal/csp-document.ts). The build fails when a new release no longer has these places.
 */
import type { Plugin } from 'vite'

const places: readonly (readonly [RegExp, string])[] = [
  [/(this\._rowFactory=\w+\.createInstance\(\w+,)document\)/g, '$1this._document)'],
  [/this\._document\?\?typeof window<"u"\?window\.document:null/g, 'this._document??window.document'],
]

export const xtermDocument = (): Plugin => ({
  name: 'xterm-document',
  transform: {
    filter: { id: /@xterm\/xterm\/lib\/xterm\.mjs$/ },
    handler(code) {
      return places.reduce((changed, [place, instead]) => {
        const count = changed.match(place)?.length ?? 0
        if (count !== 1) this.error(`xterm.js: ${place.source} stands ${count} times, not once; see this plugin`)
        return changed.replace(place, instead)
      }, code)
    },
  },
})

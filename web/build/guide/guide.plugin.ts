/**
 * Builds the guide of docs/guide into the console: a document for each page at `guide/LANGUAGE/NAME.html`, its pictures
 * and what its search looks through as files that never change under their name. `vite` renders pages as they are asked.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { guideDocument, missingDocument, type GuideFrame } from './guide-page.ts'
import { readGuide } from './read-guide.ts'
import { guideLanguages, type GuideLanguage } from './words.ts'

const folder = fileURLToPath(new URL('../../../docs/guide/', import.meta.url))
const template = 'guide.html'

/** Nothing on these pages is filled in anew for each answer, so their policy needs no nonce. */
const withoutNonce = (html: string) =>
  html.replaceAll(/ nonce="[^"]*"/g, '').replace(/\s*<meta property="csp-nonce"[^>]*>/, '')

export function guide(): Plugin {
  let root = ''
  return {
    name: 'guide',
    enforce: 'post',
    configResolved(config) {
      root = config.root
    },
    generateBundle(_options, bundle) {
      const built = bundle[template]
      if (built?.type !== 'asset') return this.error(`${template} was not built`)
      delete bundle[template]
      const emit = (fileName: string, source: string | Uint8Array) => this.emitFile({ type: 'asset', fileName, source })
      const read = readGuide(folder)
      for (const missing of read.missingPictures) this.warn(`docs/guide: there is no ${missing} yet`)
      const indexes = new Map<GuideLanguage, string>()
      for (const language of guideLanguages) {
        const index = JSON.stringify(read.index[language])
        const hash = createHash('sha256').update(index).digest('hex').slice(0, 8)
        indexes.set(language, `/assets/guide-${language}-${hash}.json`)
        emit(indexes.get(language)?.slice(1) ?? '', index)
      }
      for (const [address, bytes] of read.pictures) emit(address.slice(1), bytes)
      const frame: GuideFrame = {
        guide: read,
        template: withoutNonce(String(built.source)),
        indexOf: (language) => indexes.get(language) ?? '',
      }
      for (const page of read.pages) emit(`guide/${page.language}/${page.name}.html`, guideDocument(frame, page))
      for (const language of guideLanguages) emit(`guide/${language}/404.html`, missingDocument(frame, language))
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, language, name] = /^\/guide\/(\w\w)\/([a-z.-]+)/.exec(request.url ?? '') ?? []
        const known = guideLanguages.find((one) => one === language)
        const asset = /^\/assets\/guide-(?:(\w\w)-dev\.json$|.*\.webp$)/.exec(request.url ?? '')
        if (known === undefined && asset === null) return next()
        const read = readGuide(folder)
        if (asset?.[1] !== undefined) return response.end(JSON.stringify(read.index[asset[1] as GuideLanguage]))
        if (asset !== null) return response.end(read.pictures.get(asset[0]))
        const raw = readFileSync(join(root, template), 'utf8')
        const page = read.pages.find((one) => one.language === known && one.name === name)
        server.transformIndexHtml(request.url ?? '', raw).then(
          (html) => {
            const frame = { guide: read, template: html, indexOf: (one: string) => `/assets/guide-${one}-dev.json` }
            response.setHeader('content-type', 'text/html; charset=utf-8')
            response.end(page ? guideDocument(frame, page) : missingDocument(frame, known ?? 'en'))
          },
          (error: unknown) => next(error),
        )
      })
    },
  }
}

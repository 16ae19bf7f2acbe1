/**
 * Serves the guide that the console's build holds: documents that are the same for everybody, signed in or not. What is
 * not there in the reader's language is there in English.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { languageOf } from '@berth/contract/texts/language.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const firstPage = 'welcome'

/** After the files of the console, by which it sends its own. */
export function serveGuide(app: FastifyInstance, folder: string): void {
  const guide = join(folder, 'guide')
  const languages = existsSync(guide) ? readdirSync(guide) : []
  const pages = new Set(
    languages.flatMap((language) =>
      readdirSync(join(guide, language))
        .filter((file) => !file.startsWith('404.'))
        .map((file) => `${language}/${file.replace(/\.html.*$/, '')}`),
    ),
  )
  const known = (language: string) => (languages.includes(language) ? language : 'en')

  const start = (request: FastifyRequest, reply: FastifyReply) =>
    reply.redirect(`/guide/${known(languageOf(request.headers['accept-language']))}/${firstPage}`)

  app.get('/guide', start)
  app.get<{ Params: { '*': string } }>('/guide/*', (request, reply) => {
    const [language = '', name = firstPage, ...rest] = request.params['*'].split('/').filter((part) => part !== '')
    if (language === '') return start(request, reply)
    if (!pages.has(`${language}/${name}`) && pages.has(`${known(language)}/${name}`))
      return reply.redirect(`/guide/${known(language)}/${name}`)
    const isThere = rest.length === 0 && pages.has(`${language}/${name}`)
    if (isThere && request.url.split('?', 1)[0] !== `/guide/${language}/${name}`)
      return reply.redirect(`/guide/${language}/${name}`)
    void reply.header('content-security-policy', policy)
    return isThere
      ? reply.sendFile(`guide/${language}/${name}.html`)
      : reply.code(404).sendFile(`guide/${known(language)}/404.html`)
  })
}

/** These pages hold nothing of anybody's; their own files are all that runs in them. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

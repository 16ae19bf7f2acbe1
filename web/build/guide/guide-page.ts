/** A page of the guide as a whole document: it can be read without scripts, which add the search. */
import { escapeHtml } from './markdown.ts'
import type { Guide, GuidePage } from './read-guide.ts'
import { guideLanguages, guideWords, type GuideLanguage } from './words.ts'

/** Where the built template has the page. */
const places = { html: '<html lang="en">', title: '<title>Berth</title>', body: '<!--guide-->' }

export interface GuideFrame {
  readonly guide: Guide
  /** The built template. */
  readonly template: string
  /** Address of what the search of a language looks through. */
  readonly indexOf: (language: GuideLanguage) => string
}

const guideAddress = (language: GuideLanguage, name: string) => `/guide/${language}/${name}`

export function guideDocument(frame: GuideFrame, page: GuidePage): string {
  const words = guideWords[page.language]
  const title = `${page.title} · ${words.guide}`
  const head = `<title>${escapeHtml(title)}</title>\n    <meta name="description" content="${escapeHtml(page.description)}" />`
  return fill(frame.template, { language: page.language, head, body: body(frame, page) })
}

/** What stands where no page is. */
export function missingDocument(frame: GuideFrame, language: GuideLanguage): string {
  const { notFound, notFoundText } = guideWords[language]
  const html = `<h1>${escapeHtml(notFound)}</h1>\n<p>${escapeHtml(notFoundText)}</p>`
  return guideDocument(frame, { language, name: '', title: notFound, description: notFoundText, html, headings: [] })
}

function fill(template: string, page: { language: GuideLanguage; head: string; body: string }): string {
  for (const place of Object.values(places))
    if (template.split(place).length !== 2) throw new Error(`guide.html has not one ${place}`)
  return template
    .replace(places.html, `<html lang="${page.language}">`)
    .replace(places.title, () => page.head)
    .replace(places.body, () => page.body)
}

function body(frame: GuideFrame, page: GuidePage): string {
  const { language, name } = page
  const words = guideWords[language]
  const [first = ''] = frame.guide.sections[0]?.pages ?? []
  const others = guideLanguages.map((one) => {
    const current = one === language ? ' aria-current="true"' : ''
    return `<a href="${guideAddress(one, name === '' ? first : name)}" lang="${one}" hreflang="${one}"${current}>${guideWords[one].name}</a>`
  })
  const headings = page.headings.filter(({ level }) => level === 2)
  const onPage =
    headings.length < 2
      ? ''
      : `<nav class="on-page" aria-labelledby="on-page"><h2 id="on-page">${words.onThisPage}</h2><ul>${headings
          .map(({ anchor, text }) => `<li><a href="#${anchor}">${escapeHtml(text)}</a></li>`)
          .join('')}</ul></nav>`
  const script = JSON.stringify({
    index: frame.indexOf(language),
    copy: words.copy,
    copied: words.copied,
    noMatch: words.noMatch,
    matches: words.matches,
    notLoaded: words.notLoaded,
  })
  return `<a class="skip" href="#content">${words.skip}</a>
<header class="top">
  <a class="brand" href="${guideAddress(language, first)}"><img src="/icon.svg" alt="" width="24" height="24">${words.guide}</a>
  <search class="search" data-guide="${escapeHtml(script)}">
    <input type="search" id="search" aria-label="${words.search}" placeholder="${words.search}" autocomplete="off" spellcheck="false" maxlength="200">
  </search>
  <a class="to-contents" href="#contents">${words.contents}</a>
  <nav class="languages" aria-label="${words.languages}">${others.join('')}</nav>
  <a class="console" href="/">${words.toConsole}</a>
</header>
<div class="columns">
  <nav class="contents" id="contents" aria-label="${words.contents}">${contents(frame.guide, page)}</nav>
  <main id="content" tabindex="-1">
    <section class="found" aria-labelledby="found" hidden><h1 id="found">${words.search}</h1><p role="status"></p><ol></ol></section>
    <article>
${page.html}
    </article>
    ${around(frame.guide, page)}
  </main>
  ${onPage}
</div>`
}

const titleOf = (guide: Guide, language: GuideLanguage, name: string) =>
  escapeHtml(guide.pages.find((page) => page.language === language && page.name === name)?.title ?? name)

function contents(guide: Guide, { language, name }: GuidePage): string {
  const link = (page: string) =>
    `<li><a href="${guideAddress(language, page)}"${page === name ? ' aria-current="page"' : ''}>${titleOf(guide, language, page)}</a></li>`
  return guide.sections
    .map(({ title, pages }) => `<h2>${escapeHtml(title[language])}</h2><ul>${pages.map(link).join('')}</ul>`)
    .join('\n')
}

/** The pages before and after in the order of the contents. */
function around(guide: Guide, { language, name }: GuidePage): string {
  const words = guideWords[language]
  const names = guide.sections.flatMap(({ pages }) => pages)
  const at = names.indexOf(name)
  if (at < 0) return ''
  const link = (page: string | undefined, rel: string, word: string) =>
    page === undefined
      ? ''
      : `<a class="${rel}" rel="${rel}" href="${guideAddress(language, page)}"><span>${word}</span> ${titleOf(guide, language, page)}</a>`
  return `<nav class="around" aria-label="${words.before} / ${words.next}">${link(names[at - 1], 'prev', words.before)}${link(names[at + 1], 'next', words.next)}</nav>`
}

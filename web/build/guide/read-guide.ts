/** The guide as it lies in docs/guide, rendered: its pages in every language, their pictures, what its search looks through. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderMarkdown, type Heading } from './markdown.ts'
import { guideLanguages, type GuideLanguage } from './words.ts'
import { webpSize } from './webp-size.ts'

export interface GuidePage {
  readonly language: GuideLanguage
  readonly name: string
  readonly title: string
  /** The first sentence or so. */
  readonly description: string
  readonly html: string
  readonly headings: readonly Heading[]
}

export interface GuideSection {
  readonly title: Readonly<Record<GuideLanguage, string>>
  /** Names of pages, in the order in which they are read. */
  readonly pages: readonly string[]
}

/** What the search looks through: a part of a page under its heading. Short names, since there are many. */
export interface FoundPart {
  /** Name of the page, its title. */
  readonly p: string
  readonly t: string
  /** Anchor and words of the heading; none for the beginning of a page. */
  readonly a?: string
  readonly h?: string
  readonly x: string
}

export interface Guide {
  readonly sections: readonly GuideSection[]
  readonly pages: readonly GuidePage[]
  readonly index: Readonly<Record<GuideLanguage, readonly FoundPart[]>>
  /** By the address under which pages refer to them. */
  readonly pictures: ReadonlyMap<string, Buffer>
  /** Pages name them, and e2e/guide-pictures.test.ts has not made them yet. */
  readonly missingPictures: readonly string[]
}

const anchorOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

export function readGuide(folder: string): Guide {
  const sections = JSON.parse(readFileSync(join(folder, 'contents.json'), 'utf8')) as GuideSection[]
  const names = sections.flatMap(({ pages }) => pages)
  for (const language of guideLanguages) checkNames(folder, language, names)

  const pictures = new Map<string, Buffer>()
  const missingPictures: string[] = []
  const pages: GuidePage[] = []
  const index: Record<GuideLanguage, FoundPart[]> = { en: [], ko: [] }
  const links: { readonly from: string; readonly to: string }[] = []
  const targets = new Set<string>()
  for (const name of names) {
    // Of English headings, so that a link from the console leads to the same place in every language.
    const anchors: string[] = []
    for (const language of guideLanguages) {
      const where = `${language}/${name}.md`
      const source = readFileSync(join(folder, where), 'utf8')
      let count = 0
      try {
        const { title, html, parts } = renderMarkdown(source, {
          anchor(place, text) {
            count = place + 1
            if (language === 'en') anchors.push(anchorOf(text))
            return anchors[place] ?? anchorOf(text)
          },
          link(target) {
            if (/^https?:\/\//.test(target)) return target
            const [, page = name, anchor = ''] = /^(?:([a-z-]+)\.md)?(#.+)?$/.exec(target) ?? []
            if (target === '' || !/^([a-z-]+\.md)?(#.+)?$/.test(target)) throw new Error(`what is ${target}?`)
            const to = `/guide/${language}/${page}${anchor}`
            links.push({ from: where, to })
            return to
          },
          picture(target) {
            const file = join(folder, language, target)
            if (!/^\.\.\/images\/\w\w\/[a-z-]+\.webp$/.test(target)) throw new Error(`what is ${target}?`)
            if (!existsSync(file)) return void missingPictures.push(join(language, target))
            const bytes = readFileSync(file)
            const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
            const address = `/assets/guide-${target.replace(/^.*\//, '').replace(/\.webp$/, '')}-${language}-${hash}.webp`
            pictures.set(address, bytes)
            return { address, ...webpSize(bytes) }
          },
        })
        if (new Set(anchors).size !== anchors.length) throw new Error('two headings of a page have the same words')
        if (count !== anchors.length) throw new Error(`it has ${count} headings, in English it has ${anchors.length}`)
        targets.add(`/guide/${language}/${name}`)
        for (const anchor of anchors) targets.add(`/guide/${language}/${name}#${anchor}`)
        const headings = parts.slice(1).map(({ heading }) => heading)
        const description = (parts.find(({ text }) => text !== '')?.text ?? '')
          .replace(/^(.{40,200}?[.!?])(\s.*)?$/su, '$1')
          .slice(0, 240)
        pages.push({ language, name, title, description, html, headings })
        for (const [place, { heading, text }] of parts.entries())
          index[language].push({
            p: name,
            t: title,
            ...(place === 0 ? {} : { a: heading.anchor, h: heading.text }),
            x: text,
          })
      } catch (error) {
        throw new Error(`docs/guide/${where}: ${(error as Error).message}`, { cause: error })
      }
    }
  }
  for (const { from, to } of links)
    if (!targets.has(to)) throw new Error(`docs/guide/${from}: ${to} is linked to and is not there`)
  return { sections, pages, index, pictures, missingPictures }
}

function checkNames(folder: string, language: GuideLanguage, names: readonly string[]): void {
  const files = readdirSync(join(folder, language)).map((file) => file.replace(/\.md$/, ''))
  const missing = names.find((name) => !files.includes(name))
  if (missing !== undefined)
    throw new Error(`docs/guide/${language}/${missing}.md is in contents.json and is not there`)
  const unlisted = files.find((name) => !names.includes(name))
  if (unlisted !== undefined)
    throw new Error(`docs/guide/${language}/${unlisted}.md is not in docs/guide/contents.json`)
}

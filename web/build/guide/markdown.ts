/**
 * The part of Markdown that the guide is written in, as HTML. Whatever is not part of it stands as text: no page can
 * bring markup of its own. Links and pictures are asked for, so that none leads nowhere.
 */
export interface Heading {
  readonly level: number
  readonly text: string
  readonly anchor: string
}

/** What a heading stands over, as plain text: what is searched. */
export interface Part {
  readonly heading: Heading
  readonly text: string
}

export interface Rendered {
  readonly title: string
  readonly html: string
  readonly parts: readonly Part[]
}

interface Picture {
  readonly address: string
  readonly width: number
  readonly height: number
}

export interface References {
  /** The anchor of a heading, by its place on the page: the same in every language. */
  readonly anchor: (place: number, text: string) => string
  readonly link: (target: string) => string
  /** Nothing where it is not there yet. */
  readonly picture: (target: string) => Picture | undefined
}

export function renderMarkdown(source: string, references: References): Rendered {
  const parts: { heading: Heading; text: string }[] = []
  const inline = (text: string) => renderInline(text, references)

  const heading = (level: number, text: string) => {
    const words = plain(inline(text))
    const anchor = references.anchor(parts.length, words)
    parts.push({ heading: { level, text: words, anchor }, text: '' })
    return level === 1 ? `<h1>${inline(text)}</h1>` : `<h${level} id="${anchor}">${inline(text)}</h${level}>`
  }
  const found = (html: string) => {
    const part = parts.at(-1)
    if (part !== undefined) part.text = `${part.text} ${plain(html)}`.trim()
    return html
  }

  const blocks = (lines: readonly string[]): string => {
    const html: string[] = []
    for (let at = 0; at < lines.length;) {
      const line = lines[at] ?? ''
      const next = (matches: (line: string) => boolean) => {
        const from = at
        while (at < lines.length && matches(lines[at] ?? '')) at++
        return lines.slice(from, at)
      }
      const title = /^(#{1,3}) (.+)$/.exec(line)
      const picture = /^!\[([^\]]*)\]\((\S+)\)$/.exec(line)
      if (line.trim() === '') at++
      else if (line.startsWith('```')) {
        at++
        const code = next((one) => !one.startsWith('```'))
        if (at === lines.length) throw new Error('a block of code is not closed')
        at++
        html.push(found(`<pre><code>${escapeHtml(code.join('\n'))}\n</code></pre>`))
      } else if (title) {
        at++
        html.push(heading(title[1]?.length ?? 1, title[2] ?? ''))
      } else if (picture) {
        at++
        const found = references.picture(picture[2] ?? '')
        if (found !== undefined) html.push(`<p class="picture">${imageOf(found, picture[1] ?? '')}</p>`)
      } else if (line.startsWith('|'))
        html.push(
          table(
            next((one) => one.startsWith('|')),
            inline,
            found,
          ),
        )
      else if (isItem(line)) html.push(list(next((one) => isItem(one) || /^ {2,}\S/.test(one) || one.trim() === '')))
      else html.push(found(`<p>${inline(next(isProse).join('\n'))}</p>`))
    }
    return html.join('\n')
  }

  const list = (lines: readonly string[]) => {
    const items: string[][] = []
    const indent = itemMark.exec(lines[0] ?? '')?.[0].length ?? 2
    for (const line of lines) {
      if (isItem(line)) items.push([line.replace(itemMark, '')])
      else items.at(-1)?.push(line.slice(Math.min(indent, line.length - line.trimStart().length)))
    }
    const html = items.map((item) => {
      const isOneParagraph = item.every((line) => isProse(line) || line.trim() === '')
      return isOneParagraph ? `<li>${found(inline(item.join('\n').trim()))}</li>` : `<li>${blocks(item)}</li>`
    })
    const element = /^\d/.test(lines[0] ?? '') ? 'ol' : 'ul'
    return `<${element}>\n${html.join('\n')}\n</${element}>`
  }

  const html = blocks(source.split('\n'))
  const [first] = parts
  if (first?.heading.level !== 1) throw new Error('a page begins with its title')
  return { title: first.heading.text, html, parts }
}

const imageOf = ({ address, width, height }: Picture, alt: string) =>
  `<img src="${address}" alt="${escapeHtml(alt)}" width="${width}" height="${height}" loading="lazy" decoding="async">`

const itemMark = /^(?:- |\d+\. )/
const isItem = (line: string) => itemMark.test(line)
const isProse = (line: string) =>
  line.trim() !== '' && !/^(```|#{1,3} |\||!\[[^\]]*\]\(\S+\)$)/.test(line) && !isItem(line)

function table(lines: readonly string[], inline: (text: string) => string, found: (html: string) => string): string {
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim())),
  )
  const row = (cells: readonly string[], open: string) => {
    const [close = ''] = open.split(' ')
    return `<tr>${cells.map((cell) => `<${open}>${cell}</${close}>`).join('')}</tr>`
  }
  found([...head, ...rows.flat()].join(' '))
  const body = rows.map((cells) => row(cells, 'td')).join('\n')
  return `<table>\n<thead>${row(head, 'th scope="col"')}</thead>\n<tbody>\n${body}\n</tbody>\n</table>`
}

const inlineMark =
  /(`+)(.+?)\1|\*\*(.+?)\*\*|(?<![\p{L}\p{N}])_(.+?)_(?![\p{L}\p{N}])|\*([^\s*](?:[^*]*[^\s*])?)\*|\[((?:\\.|[^\]])+)\]\(([^)\s]+)\)|\\([^\p{L}\p{N}\s])/gsu

function renderInline(text: string, references: References): string {
  let html = ''
  let end = 0
  for (const match of text.matchAll(inlineMark)) {
    const [all, , code, strong, low, high, words, target, escaped] = match
    const slanted = low ?? high
    html += escapeHtml(text.slice(end, match.index))
    end = match.index + all.length
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`
    else if (strong !== undefined) html += `<strong>${renderInline(strong, references)}</strong>`
    else if (slanted !== undefined) html += `<em>${renderInline(slanted, references)}</em>`
    else if (words !== undefined)
      html += `<a href="${escapeHtml(references.link(target ?? ''))}">${renderInline(words, references)}</a>`
    else html += escapeHtml(escaped ?? '')
  }
  return html + escapeHtml(text.slice(end))
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)

/** What is left of our own HTML for those who search it. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(amp|lt|gt|quot);/g,
      (entity) => Object.keys(entities).find((sign) => entities[sign] === entity) ?? entity,
    )
    .replace(/\s+/g, ' ')
    .trim()

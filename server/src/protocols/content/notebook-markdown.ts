/** Words of a notebook, with the pictures that are in the cell itself. Pure. */
import { Marked } from 'marked'
import { escapeHtml } from '../../platform/html.ts'
import { pictureOf, recordOf, type Fields } from './notebook-fields.ts'
import { PageTooLarge } from './notebook-limits.ts'

export type Markdown = (text: string, attachments?: Fields) => string

const attached = /attachment:([^"'\s>]+)/g

/** @param most Characters that pictures may make of a notebook: one may be named any number of times. */
export function createMarkdown(most: number): Markdown {
  let room = most
  let pictures: (name: string) => string | null = () => null
  const pictureAt = (address: string): string | null => {
    const [, name] = /^attachment:(.+)$/s.exec(address) ?? []
    const picture = name === undefined ? null : (pictures(name) ?? pictures(plain(name)))
    room -= picture?.length ?? 0
    if (room < 0) throw new PageTooLarge()
    return picture
  }
  const marked = new Marked({
    gfm: true,
    renderer: {
      image({ href, text }) {
        const picture = pictureAt(href)
        return picture === null ? false : `<img src="${picture}" alt="${escapeHtml(text)}">`
      },
      html: ({ text }) => text.replaceAll(attached, (address) => pictureAt(address) ?? address),
    },
  })
  return (text, attachments = {}) => {
    pictures = picturesOf(attachments)
    try {
      return marked.parse(text, { async: false })
    } catch (error) {
      // Nested deeper than the stack is: shown as it was written.
      if (error instanceof RangeError) return `<pre>${escapeHtml(text)}</pre>`
      throw error
    }
  }
}

/** Each is made an address of once, however often it is named. */
function picturesOf(attachments: Fields): (name: string) => string | null {
  const made = new Map<string, string | null>()
  return (name) => {
    const known = made.get(name)
    if (known !== undefined) return known
    const picture = Object.hasOwn(attachments, name) ? pictureOf(recordOf(attachments[name])) : null
    made.set(name, picture)
    return picture
  }
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/**
 * Markdown as elements of the page. What is drawn is made of its tokens, never of markup: tags in it are left out, links
 * go to the web only, and a picture comes from beside the file or from within the text.
 */
import { lexer } from 'marked'
import type { Token, Tokens } from 'marked'
import { Fragment, useMemo } from 'react'
import type { ReactNode } from 'react'
import styles from './preview.module.css'

export interface MarkdownViewProps {
  readonly text: string
  /** The address of a picture that is named relative to the file. */
  readonly beside?: ((path: string) => string | undefined) | undefined
}

export function MarkdownView({ text, beside }: MarkdownViewProps) {
  const tokens = useMemo(() => lexer(text, { gfm: true }), [text])
  return <div className={styles.markdown}>{drawAll(tokens, beside)}</div>
}

type Beside = MarkdownViewProps['beside']

const drawAll = (tokens: readonly Token[] | undefined, beside: Beside): ReactNode =>
  (tokens ?? []).map((token, index) => <Fragment key={index}>{draw(token as Known, beside)}</Fragment>)

type Known =
  | Tokens.Blockquote
  | Tokens.Br
  | Tokens.Code
  | Tokens.Codespan
  | Tokens.Del
  | Tokens.Em
  | Tokens.Escape
  | Tokens.Heading
  | Tokens.Hr
  | Tokens.HTML
  | Tokens.Image
  | Tokens.Link
  | Tokens.List
  | Tokens.Paragraph
  | Tokens.Strong
  | Tokens.Table
  | Tokens.Text
  | Tokens.Checkbox

function draw(token: Known, beside: Beside): ReactNode {
  switch (token.type) {
    case 'heading': {
      // the page and the dialog have headings above these
      const Heading = `h${Math.min(6, token.depth + 2)}` as 'h3'
      return (
        <Heading className={styles.markdownHeading} data-depth={token.depth}>
          {drawAll(token.tokens, beside)}
        </Heading>
      )
    }
    case 'paragraph':
      return <p>{drawAll(token.tokens, beside)}</p>
    case 'blockquote':
      return <blockquote>{drawAll(token.tokens, beside)}</blockquote>
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      )
    case 'list':
      return <ListOf list={token} beside={beside} />
    case 'table':
      return <TableOf table={token} beside={beside} />
    case 'hr':
      return <hr />
    case 'br':
      return <br />
    case 'codespan':
      return <code>{decoded(token.text)}</code>
    case 'strong':
      return <strong>{drawAll(token.tokens, beside)}</strong>
    case 'em':
      return <em>{drawAll(token.tokens, beside)}</em>
    case 'del':
      return <del>{drawAll(token.tokens, beside)}</del>
    case 'escape':
      return token.text
    case 'link':
      return <LinkOf link={token} beside={beside} />
    case 'image':
      return <PictureOf image={token} beside={beside} />
    case 'text':
      return 'tokens' in token && token.tokens !== undefined ? drawAll(token.tokens, beside) : decoded(token.text)
    case 'checkbox':
      return <input type="checkbox" disabled checked={token.checked} aria-label={token.raw.trim()} />
    case 'html':
      return decoded(withoutTags(token.text))
    default:
      return null
  }
}

interface OfList {
  readonly list: Tokens.List
  readonly beside: Beside
}

function ListOf({ list, beside }: OfList) {
  const items = list.items.map((item, index) => <li key={index}>{drawAll(item.tokens, beside)}</li>)
  return list.ordered ? <ol start={list.start === '' ? 1 : list.start}>{items}</ol> : <ul>{items}</ul>
}

function TableOf({ table, beside }: { readonly table: Tokens.Table; readonly beside: Beside }) {
  return (
    <div className={styles.markdownTable} tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} data-align={cell.align}>
                {drawAll(cell.tokens, beside)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index} data-align={cell.align}>
                  {drawAll(cell.tokens, beside)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LinkOf({ link, beside }: { readonly link: Tokens.Link; readonly beside: Beside }) {
  const words = drawAll(link.tokens, beside)
  const address = webAddress(link.href)
  if (address === undefined) return <span title={link.href}>{words}</span>
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  )
}

function PictureOf({ image, beside }: { readonly image: Tokens.Image; readonly beside: Beside }) {
  const source = pictureIn(image.href) ?? (isRelative(image.href) ? beside?.(decodedPath(image.href)) : undefined)
  if (source !== undefined) return <img src={source} alt={image.text} loading="lazy" />
  // what lies elsewhere would tell its host who reads this
  const address = webAddress(image.href)
  const words = image.text === '' ? image.href : image.text
  if (address === undefined) return <span title={image.href}>{words}</span>
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  )
}

function webAddress(href: string): string | undefined {
  if (!/^(https?:\/\/|mailto:)/i.test(href) || !URL.canParse(href)) return undefined
  return new URL(href).href
}

const isRelative = (href: string) => !/^([a-z][a-z0-9+.-]*:|\/|#|\\)/i.test(href)
/** Without what could be a program. */
const pictureIn = (href: string) =>
  /^data:image\/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]+$/.test(href) ? href : undefined

function decodedPath(href: string): string {
  const path = href.replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const withoutTags = (html: string) => html.replace(/<!--[\s\S]*?-->|<\/?[a-z][^>]*>/gi, '')

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  times: '×',
  rarr: '→',
  larr: '←',
}

const decoded = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (all, decimal, hexadecimal, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? all
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all
  })

/**
 * A Jupyter notebook as one page without anything of ours that runs. It was written by anybody, and what is rich in it
 * may hold scripts: whether those run is up to the policy that the page is sent with. Pure.
 */
import { contentPageTexts } from '@berth/contract/texts/content-pages.ts'
import type { Language } from '@berth/contract/texts/language.ts'
import { marked } from 'marked'
import { escapeHtml } from './content-page.ts'

type Fields = Readonly<Record<string, unknown>>

const mostCells = 5_000
const mostOutputs = 500

export interface NotebookView {
  readonly language: Language
  /** Rich outputs are left out, and what they say in plain text is shown. */
  readonly plain: boolean
}

/** What is below the head of the page; null: it is no notebook. */
export function notebookBody(text: string, view: NotebookView): string | null {
  let notebook: Fields
  try {
    notebook = recordOf(JSON.parse(text))
  } catch {
    return null
  }
  const format = notebook['nbformat']
  if (typeof format !== 'number') return null
  // Before version 4 the cells were in sheets.
  const cells = format >= 4 ? notebook['cells'] : recordOf(listOf(notebook['worksheets'])[0])['cells']
  return listOf(cells)
    .slice(0, mostCells)
    .map((cell) => cellHtml(recordOf(cell), view))
    .join('\n')
}

function cellHtml(cell: Fields, view: NotebookView): string {
  const type = cell['cell_type']
  const source = textOf(cell['source'] ?? cell['input'])
  if (type === 'markdown') return `<section class="words">${markdown(withAttachments(source, cell))}</section>`
  if (type === 'heading') return `<section class="words">${markdown(`## ${source}`)}</section>`
  if (type !== 'code') return `<section><pre>${escapeHtml(source)}</pre></section>`
  const count = cell['execution_count'] ?? cell['prompt_number']
  const number = typeof count === 'number' ? String(count) : ' '
  const outputs = listOf(cell['outputs'])
    .slice(0, mostOutputs)
    .map((output) => outputHtml(recordOf(output), view))
    .join('')
  const prompt = `<span class="prompt">[${escapeHtml(number)}]</span>`
  return `<section>${prompt}<pre class="code">${escapeHtml(source)}</pre><div class="outputs">${outputs}</div></section>`
}

const markdown = (text: string): string => marked.parse(text, { async: false, gfm: true })

/** Pictures that are in the cell itself. */
function withAttachments(source: string, cell: Fields): string {
  return Object.entries(recordOf(cell['attachments'])).reduce((text, [name, forms]) => {
    const picture = pictureOf(recordOf(forms))
    return picture === null ? text : text.replaceAll(`attachment:${name}`, picture)
  }, source)
}

function outputHtml(output: Fields, view: NotebookView): string {
  const type = output['output_type']
  if (type === 'stream') return preOf(textOf(output['text']))
  if (type === 'error' || type === 'pyerr') {
    const trace = listOf(output['traceback']).filter((line) => typeof line === 'string')
    const said = trace.length > 0 ? trace.join('\n') : `${textOf(output['ename'])}: ${textOf(output['evalue'])}`
    return preOf(said, 'error')
  }
  return dataHtml('data' in output ? recordOf(output['data']) : oldForms(output), view)
}

/** Of several forms of one output the one that says most. */
function dataHtml(data: Fields, { language, plain }: NotebookView): string {
  const html = textOf(data['text/html'])
  const script = textOf(data['application/javascript'])
  const isRich = Object.keys(data).some((form) => /html|javascript|widget|vnd\./.test(form))
  if (!plain && html !== '') return `<div class="rich">${html}</div>`
  if (!plain && script !== '') return `<script>${script.replaceAll(/<\/(script)/gi, '<\\/$1')}</script>`
  const picture = pictureOf(data)
  if (picture !== null) return `<img src="${picture}" alt="">`
  const words = textOf(data['text/markdown'])
  if (words !== '') return `<div class="words">${markdown(words)}</div>`
  const text = textOf(data['text/latex']) || textOf(data['text/plain'])
  const note = isRich && plain ? `<p class="note">${escapeHtml(contentPageTexts(language).leftOut)}</p>` : ''
  return note + (text === '' ? '' : preOf(text))
}

/** As an address, of which a browser runs nothing. */
function pictureOf(data: Fields): string | null {
  for (const type of ['image/png', 'image/jpeg', 'image/gif', 'image/webp']) {
    const bytes = textOf(data[type]).replaceAll(/\s/g, '')
    if (bytes !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(bytes)) return `data:${type};base64,${bytes}`
  }
  const svg = textOf(data['image/svg+xml'])
  return svg === '' ? null : `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

/** Before version 4 the forms stood beside the type, under short names. */
const oldForms = ({ png, jpeg, html, svg, text }: Fields): Fields => ({
  'image/png': png,
  'image/jpeg': jpeg,
  'text/html': html,
  'image/svg+xml': svg,
  'text/plain': text,
})

// oxlint-disable-next-line no-control-regex
const colours = /\u001b\[[0-9;]*[A-Za-z]/g
const preOf = (text: string, kind = '') => `<pre class="${kind}">${escapeHtml(text.replaceAll(colours, ''))}</pre>`

const recordOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
/** A text, or its lines with their ends. */
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : listOf(value)
        .filter((line) => typeof line === 'string')
        .join('')

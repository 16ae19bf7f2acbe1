/**
 * A Jupyter notebook as one page without anything of ours that runs. It was written by anybody, and what is rich in it
 * may hold scripts: whether those run is up to the policy that the page is sent with. Pure.
 */
import { contentPageTexts } from '@berth/contract/texts/content-pages.ts'
import type { Language } from '@berth/contract/texts/language.ts'
import { escapeHtml } from '../../platform/html.ts'
import { createMarkdown, type Markdown } from './notebook-markdown.ts'
import { listOf, pictureOf, recordOf, textOf, type Fields } from './notebook-fields.ts'
import { PageTooLarge } from './notebook-limits.ts'

const mostCells = 5_000
const mostOutputs = 500

export interface NotebookView {
  readonly language: Language
  /** Rich outputs are left out, and what they say in plain text is shown. */
  readonly plain: boolean
  /** Characters. */
  readonly most: number
}

/** With what a notebook is drawn. */
interface Drawing extends NotebookView {
  readonly markdown: Markdown
}

/** What is below the head of the page; null: it is no notebook. Throws `PageTooLarge`. */
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
  const drawing = { ...view, markdown: createMarkdown(view.most) }
  let room = view.most
  const take = (html: string) => {
    room -= html.length
    if (room < 0) throw new PageTooLarge()
    return html
  }
  return listOf(cells)
    .slice(0, mostCells)
    .map((cell) => take(cellHtml(recordOf(cell), drawing)))
    .join('\n')
}

function cellHtml(cell: Fields, drawing: Drawing): string {
  const type = cell['cell_type']
  const source = textOf(cell['source'] ?? cell['input'])
  const { markdown } = drawing
  if (type === 'markdown') return wordsOf(markdown(source, recordOf(cell['attachments'])))
  if (type === 'heading') return wordsOf(markdown(`## ${source}`))
  if (type !== 'code') return `<section><pre>${escapeHtml(source)}</pre></section>`
  const count = cell['execution_count'] ?? cell['prompt_number']
  const number = typeof count === 'number' ? String(count) : ' '
  const outputs = listOf(cell['outputs'])
    .slice(0, mostOutputs)
    .map((output) => outputHtml(recordOf(output), drawing))
    .join('')
  const prompt = `<span class="prompt">[${escapeHtml(number)}]</span>`
  return `<section>${prompt}<pre class="code">${escapeHtml(source)}</pre><div class="outputs">${outputs}</div></section>`
}

const wordsOf = (html: string) => `<section class="words">${html}</section>`

function outputHtml(output: Fields, drawing: Drawing): string {
  const type = output['output_type']
  if (type === 'stream') return preOf(textOf(output['text']))
  if (type === 'error' || type === 'pyerr') {
    const trace = listOf(output['traceback']).filter((line) => typeof line === 'string')
    const said = trace.length > 0 ? trace.join('\n') : `${textOf(output['ename'])}: ${textOf(output['evalue'])}`
    return preOf(said, 'error')
  }
  return dataHtml('data' in output ? recordOf(output['data']) : oldForms(output), drawing)
}

/** Of several forms of one output the one that says most. */
function dataHtml(data: Fields, { language, plain, markdown }: Drawing): string {
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

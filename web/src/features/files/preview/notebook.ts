/** A Jupyter notebook as cells and outputs. It was written by anybody: whatever is not as the format says is left out. */

export type NotebookCell =
  | { readonly kind: 'markdown'; readonly text: string }
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly count: number | null; readonly outputs: readonly Output[] }

export type Output =
  | { readonly kind: 'text' | 'error'; readonly text: string }
  | { readonly kind: 'picture'; readonly address: string }
  | { readonly kind: 'markdown'; readonly text: string }
  /** HTML, scripts, widgets: never drawn as part of the page. */
  | { readonly kind: 'rich'; readonly text: string | undefined }

/** @returns undefined for what is no notebook. */
export function readNotebook(text: string): readonly NotebookCell[] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  const notebook = recordOf(parsed)
  const format = notebook['nbformat']
  if (typeof format !== 'number') return undefined
  // before version 4 the cells were in sheets
  const cells = format >= 4 ? notebook['cells'] : recordOf(arrayOf(notebook['worksheets'])[0])['cells']
  return arrayOf(cells)
    .slice(0, mostCells)
    .flatMap((cell) => cellOf(recordOf(cell)) ?? [])
}

const mostCells = 2000
const mostOutputs = 200

function cellOf(cell: Fields): NotebookCell | undefined {
  const type = cell['cell_type']
  if (type === 'markdown' || type === 'raw') return { kind: type, text: linesOf(cell['source']) }
  if (type === 'heading') return { kind: 'markdown', text: `## ${linesOf(cell['source'])}` }
  if (type !== 'code') return undefined
  const count = cell['execution_count'] ?? cell['prompt_number']
  return {
    kind: 'code',
    text: linesOf(cell['source'] ?? cell['input']),
    count: typeof count === 'number' ? count : null,
    outputs: arrayOf(cell['outputs'])
      .slice(0, mostOutputs)
      .flatMap((output) => outputOf(recordOf(output)) ?? []),
  }
}

function outputOf(output: Fields): Output | undefined {
  const type = output['output_type']
  if (type === 'stream') return { kind: 'text', text: withoutColours(linesOf(output['text'])) }
  if (type === 'error' || type === 'pyerr') {
    const trace = arrayOf(output['traceback']).filter((line) => typeof line === 'string')
    const text = trace.length > 0 ? trace.join('\n') : `${linesOf(output['ename'])}: ${linesOf(output['evalue'])}`
    return { kind: 'error', text: withoutColours(text) }
  }
  return dataOf('data' in output ? recordOf(output['data']) : oldData(output))
}

/** Of several forms of one output the one that says most and can be drawn. */
function dataOf(data: Fields): Output | undefined {
  for (const type of ['image/png', 'image/jpeg', 'image/gif', 'image/webp']) {
    const bytes = linesOf(data[type]).replace(/\s/g, '')
    if (bytes !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(bytes))
      return { kind: 'picture', address: `data:${type};base64,${bytes}` }
  }
  const plain = 'text/plain' in data ? withoutColours(linesOf(data['text/plain'])) : undefined
  const isRich = Object.keys(data).some((type) => /html|javascript|svg|widget|vnd\./.test(type))
  if (isRich) return { kind: 'rich', text: plain }
  if ('text/markdown' in data) return { kind: 'markdown', text: linesOf(data['text/markdown']) }
  if ('text/latex' in data) return { kind: 'text', text: linesOf(data['text/latex']) }
  return plain === undefined ? undefined : { kind: 'text', text: plain }
}

/** Before version 4 the forms stood beside the type, under short names. */
const oldData = ({ png, jpeg, html, svg, text }: Fields): Fields => ({
  ...(png === undefined ? {} : { 'image/png': png }),
  ...(jpeg === undefined ? {} : { 'image/jpeg': jpeg }),
  ...(html === undefined ? {} : { 'text/html': html }),
  ...(svg === undefined ? {} : { 'image/svg+xml': svg }),
  ...(text === undefined ? {} : { 'text/plain': text }),
})

type Fields = Readonly<Record<string, unknown>>
const recordOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
/** A text, or its lines with their ends. */
const linesOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : arrayOf(value)
        .filter((line) => typeof line === 'string')
        .join('')

// oxlint-disable-next-line no-control-regex
const withoutColours = (text: string) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')

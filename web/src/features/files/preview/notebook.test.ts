import { expect, test } from 'vitest'
import { readNotebook } from './notebook.ts'

const notebook = (cells: readonly object[]) => JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })
const code = (outputs: readonly unknown[]) => ({
  cell_type: 'code',
  source: ['x = 1\n', 'x'],
  execution_count: 3,
  outputs,
})

test('cells with their sources, of one text or of lines', () => {
  expect(readNotebook(notebook([{ cell_type: 'markdown', source: '# Hi' }, code([])]))).toEqual([
    { kind: 'markdown', text: '# Hi' },
    { kind: 'code', text: 'x = 1\nx', count: 3, outputs: [] },
  ])
})

test('outputs: what was printed, pictures, errors without their colours', () => {
  const [cell] =
    readNotebook(
      notebook([
        code([
          { output_type: 'stream', name: 'stdout', text: ['1\n', '2\n'] },
          { output_type: 'display_data', data: { 'text/plain': '<Figure>', 'image/png': 'iVBORw0KGgo=\n' } },
          { output_type: 'error', ename: 'E', evalue: 'no', traceback: ['\u001b[0;31mE\u001b[0m: no'] },
          { output_type: 'execute_result', data: { 'text/plain': ['a'], 'text/html': '<b onclick=x>a</b>' } },
        ]),
      ]),
    ) ?? []
  expect(cell?.kind === 'code' && cell.outputs).toEqual([
    { kind: 'text', text: '1\n2\n' },
    { kind: 'picture', address: 'data:image/png;base64,iVBORw0KGgo=' },
    { kind: 'error', text: 'E: no' },
    { kind: 'rich', text: 'a' },
  ])
})

test('one of version 3', () => {
  const old = {
    nbformat: 3,
    worksheets: [
      {
        cells: [
          {
            cell_type: 'code',
            input: 'y',
            prompt_number: 1,
            outputs: [{ output_type: 'pyout', text: '2', png: 'AAAA' }],
          },
        ],
      },
    ],
  }
  expect(readNotebook(JSON.stringify(old))).toEqual([
    { kind: 'code', text: 'y', count: 1, outputs: [{ kind: 'picture', address: 'data:image/png;base64,AAAA' }] },
  ])
})

test('what is no notebook, or no picture, is not taken for one', () => {
  for (const text of ['', '[]', '{"cells":[]}', 'null', '{"nbformat":"4"}']) expect(readNotebook(text)).toBeUndefined()
  expect(readNotebook('{"nbformat":4,"cells":[null,7,{"cell_type":"code","source":7,"outputs":{}}]}')).toEqual([
    { kind: 'code', text: '', count: null, outputs: [] },
  ])
  const [cell] =
    readNotebook(
      notebook([
        code([{ output_type: 'display_data', data: { 'image/png': '"><script>', 'image/svg+xml': '<svg/>' } }]),
      ]),
    ) ?? []
  expect(cell?.kind === 'code' && cell.outputs).toEqual([{ kind: 'rich', text: undefined }])
})

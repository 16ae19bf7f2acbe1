import { expect, test } from 'vitest'
import { PageTooLarge } from './notebook-limits.ts'
import { notebookBody } from './notebook-page.ts'

const picture = { 'image/png': 'AAAA' }
const draw = (source: string, attachments: object = { 'a b.png': picture, 'p.png': picture }, most = 10_000) =>
  notebookBody(JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'markdown', source, attachments }] }), {
    language: 'en',
    plain: false,
    most,
  })
const address = 'data:image/png;base64,AAAA'

test('pictures of a cell stand where it names them', () => {
  expect(draw('a ![x<y](attachment:p.png) b')).toContain(`<p>a <img src="${address}" alt="x&lt;y"> b</p>`)
  expect(draw('![](attachment:a%20b.png)')).toContain(`src="${address}"`)
  expect(draw('<img src="attachment:p.png" width="9">')).toContain(`<img src="${address}" width="9">`)
})

test('a name that is no picture of the cell is left as it is', () => {
  for (const name of ['none', 'constructor', '__proto__', '%'])
    expect(draw(`![x](attachment:${name})`), name).toContain(`src="attachment:${name}"`)
  expect(draw('`attachment:p.png`')).toContain('<code>attachment:p.png</code>')
})

test('a page that becomes larger than there is room for is none', () => {
  expect(() => draw('![](attachment:p.png)'.repeat(1000))).toThrow(PageTooLarge)
  expect(() => draw('x'.repeat(10_001))).toThrow(PageTooLarge)
  expect(draw('x'.repeat(9_000))).toContain('xxx')
})

test('words that are nested too deep are shown as they are', () => {
  expect(draw(`${'>'.repeat(20_000)} x`, {}, 1_000_000)).toContain('&gt;&gt;&gt;')
})

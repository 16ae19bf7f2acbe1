import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { MarkdownView } from './markdown-view.tsx'

const draw = (text: string, beside?: (path: string) => string | undefined) =>
  renderToStaticMarkup(<MarkdownView text={text} beside={beside} />)

test('headings, lists, tables, code', () => {
  const html = draw(
    '# Data\n\n- [x] done\n- **two** `x < 1` &amp; *three*\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```\n<b>\n```',
  )
  expect(html).toMatch(/<h3[^>]*>Data<\/h3>/)
  expect(html).toContain('<strong>two</strong> <code>x &lt; 1</code> &amp; <em>three</em>')
  expect(html).toContain('<td data-align="right">1</td>')
  expect(html).toContain('&lt;b&gt;')
  expect(html).toMatch(/<input type="checkbox"[^>]*checked/)
})

test.each([
  '<script>alert(1)</script>',
  'a <img src=x onerror=alert(1)> b',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1) "t")',
  '[x](data:text/html,<script>alert(1)</script>)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x](https://tracker.example/p.png)',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src="https://example.org"></iframe>',
  '| a |\n|---|\n| <svg onload=alert(1)> |',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<http://x" onmouseover=alert(1)>',
])('%s runs nothing and loads nothing', (text) => {
  const html = draw(text, () => undefined)
  expect(html).not.toMatch(/<(script|iframe|svg|img|object|embed|style|link|form)\b/i)
  // what a link would have led to is told, as a text
  for (const [tag] of html.replace(/ title="[^"]*"/g, '').matchAll(/<[^>]+>/g))
    expect(tag).not.toMatch(/\son\w+=|javascript:|srcdoc|data:text/i)
})

test('a picture comes from beside the file', () => {
  const asked: string[] = []
  const html = draw('![plot](plots/a%20b.png?x#y) ![up](../c.png)', (path) => {
    asked.push(path)
    return `/content/${path}`
  })
  expect(asked).toEqual(['plots/a b.png', '../c.png'])
  expect(html).toContain('src="/content/plots/a b.png"')
})

test('links of the web open beside the console, and tell nothing about it', () => {
  expect(draw('[there](https://example.org/a)')).toContain(
    '<a href="https://example.org/a" target="_blank" rel="noreferrer noopener">there</a>',
  )
  expect(draw('[there](other.md)')).not.toContain('href')
})

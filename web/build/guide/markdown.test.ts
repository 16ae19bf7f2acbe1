import { expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'

const render = (source: string) =>
  renderMarkdown(`# Title\n\n${source}`, {
    anchor: (place, text) => `${place}-${text.toLowerCase()}`,
    link: (target) => `/to/${target}`,
    picture: (target) => ({ address: `/pictures/${target}`, width: 4, height: 3 }),
  }).html.replace('<h1>Title</h1>\n', '')

test('what looks like markup is text', () => {
  expect(render('<script>alert(1)</script> & "x"')).toBe(
    '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</p>',
  )
  expect(render('`<b>` **<i>**')).toBe('<p><code>&lt;b&gt;</code> <strong>&lt;i&gt;</strong></p>')
  expect(render('```\n<b> & "c"\n\n# no heading\n```')).toBe(
    '<pre><code>&lt;b&gt; &amp; &quot;c&quot;\n\n# no heading\n</code></pre>',
  )
  expect(render('[a](x"onclick="y)')).toBe('<p><a href="/to/x&quot;onclick=&quot;y">a</a></p>')
  expect(render('![a"b](x.webp)')).toContain('alt="a&quot;b"')
})

test('marks within words and code are left alone', () => {
  expect(render('`a_b_c` snake_case_name _slanted_ **strong `*`**')).toBe(
    '<p><code>a_b_c</code> snake_case_name <em>slanted</em> <strong>strong <code>*</code></strong></p>',
  )
  expect(render('``a ` b`` \\*not\\*')).toBe('<p><code>a ` b</code> *not*</p>')
})

test('lists go on over lines, hold lists and paragraphs, and are numbered', () => {
  expect(render('- one\n  goes on\n- two')).toBe('<ul>\n<li>one\ngoes on</li>\n<li>two</li>\n</ul>')
  expect(render('1. one\n2. two\n   - in it')).toBe(
    '<ol>\n<li>one</li>\n<li><p>two</p>\n<ul>\n<li>in it</li>\n</ul></li>\n</ol>',
  )
})

test('a table has a head, and bars in it that are meant', () => {
  expect(render('| a | b |\n| - | - |\n| `x` | y \\| z |')).toBe(
    '<table>\n<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>\n<tbody>\n<tr><td><code>x</code></td><td>y | z</td></tr>\n</tbody>\n</table>',
  )
})

test('what is searched is the text without its marks, by heading', () => {
  const { title, parts } = renderMarkdown(
    '# A **b**\n\none `<two>`\n\n## C\n\n- three\n\n| four |\n| --- |\n| five |',
    {
      anchor: (_place, text) => text,
      link: (target) => target,
      picture: () => ({ address: '', width: 1, height: 1 }),
    },
  )
  expect(title).toBe('A b')
  expect(parts.map(({ heading, text }) => [heading.text, text])).toEqual([
    ['A b', 'one <two>'],
    ['C', 'three four five'],
  ])
})

test('what is unfinished is refused', () => {
  expect(() => render('```\nopen')).toThrow(/not closed/)
})

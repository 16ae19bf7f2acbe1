/** What people keep, as a browser sees it on the content origin. */
import { request } from 'node:http'
import { join } from 'node:path'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { typeOf } from '../../../../test/problem-of.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'

let app: TestApp
let admin: string
let ada: MadeUser
let folder: string
let made = 0
beforeAll(async () => {
  app = await testApp({ appsPort: { isChosen: true } })
  admin = await makeAdmin(app)
  ada = await makeUser(app, 'ada')
})
beforeEach(async () => {
  folder = (await app.as(ada.token).folders.create({ body: { name: `folder-${++made}` } })).id
  mkdirSync(onDisk('reports/img'), { recursive: true })
  for (const [path, text] of Object.entries(kept)) writeFileSync(onDisk(path), text)
})

const notebook = {
  nbformat: 4,
  cells: [
    {
      cell_type: 'markdown',
      source: ['# Title\n', 'with <b>words</b> ![p](attachment:p.png)'],
      attachments: { 'p.png': { 'image/png': 'AAAA' } },
    },
    {
      cell_type: 'code',
      execution_count: 3,
      source: 'print("<hello>")',
      outputs: [
        { output_type: 'stream', text: ['<hello>\n', '\u001b[31mred\u001b[0m'] },
        {
          output_type: 'display_data',
          data: { 'text/html': '<table id="rich"></table>', 'text/plain': 'plain table' },
        },
        { output_type: 'display_data', data: { 'application/javascript': 'run("</script>")' } },
        { output_type: 'display_data', data: { 'image/png': '"><script>', 'image/svg+xml': '<svg onload="x()"/>' } },
        { output_type: 'error', traceback: ['Traceback <1>'] },
      ],
    },
  ],
}
const kept = {
  'reports/page.html': '<h1>Report</h1><img src="img/a.png"><script>1</script>',
  'reports/img/a.png': 'PNG',
  'reports/style.css': 'h1{}',
  'reports/drawing.svg': '<svg/>',
  'reports/book.ipynb': JSON.stringify(notebook),
  'reports/broken.ipynb': '{',
  'private.txt': 'above',
}
const onDisk = (path: string) => join(app.directory, 'storage/folders', folder, path)
const preview = (path: string, token = ada.token) =>
  app.as(token).files.preview({ params: { id: folder }, body: { path } })

interface Shown {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** To this machine, whatever name is in the address. */
function visit(url: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Shown> {
  const { host, port, pathname } = new URL(url)
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path: pathname, method, headers: { host, ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers as Shown['headers'] }),
        )
      },
    )
    asking.on('error', reject)
    asking.end()
  })
}
const urlOf = async (path: string) => (await preview(path)).url ?? ''
const policyOf = ({ headers }: Shown) => headers['content-security-policy'] ?? ''

test('a page is shown on an origin of its own, where it can send nothing anywhere', async () => {
  const { url, scriptsBlocked } = await preview('reports/page.html')
  expect(url).toMatch(/^http:\/\/content--files\.localhost:\d+\/[\w-]{43}\/page\.html$/)
  expect(scriptsBlocked).toBeNull()
  const shown = await visit(url ?? '')
  expect([shown.status, shown.text, shown.headers['content-type']]).toEqual([
    200,
    kept['reports/page.html'],
    'text/html; charset=utf-8',
  ])
  expect(policyOf(shown)).toMatch(/^sandbox allow-scripts; default-src 'none'; /)
  expect(policyOf(shown)).not.toContain('allow-same-origin')
  expect(policyOf(shown)).not.toMatch(/https?:(?!\/\/(127\.0\.0\.1|localhost))/)
  expect(policyOf(shown)).toContain(`frame-ancestors ${new URL(app.origin).origin}`)
  expect(shown.headers['set-cookie']).toBeUndefined()
  expect(shown.headers['access-control-allow-origin']).toBeUndefined()
  expect((await visit(url ?? '', {}, 'POST')).status).toBe(405)
})

test('with a page comes what lies beside it, and nothing above', async () => {
  const url = await urlOf('reports/page.html')
  const beside = (path: string) => visit(url.replace('page.html', path))
  expect((await beside('img/a.png')).text).toBe('PNG')
  expect((await beside('style.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  symlinkSync('/etc/passwd', onDisk('reports/out'))
  for (const path of ['..%2fprivate.txt', '%2e%2e/private.txt', 'img/..%2f..%2fprivate.txt', 'none', 'out', 'img', ''])
    expect((await beside(path)).status, path).toBe(404)
  expect((await visit(url.replace(/\/[\w-]{43}\//, `/${'x'.repeat(43)}/`))).status).toBe(404)
  expect((await visit(url, { range: 'bytes=1-2' })).text).toBe('h1')
})

test('a drawing is shown without its scripts', async () => {
  const shown = await visit(await urlOf('reports/drawing.svg'))
  expect(shown.headers['content-type']).toBe('image/svg+xml')
  expect(policyOf(shown)).toMatch(/^sandbox; default-src 'none'/)
  expect(policyOf(shown)).not.toContain('script-src')
})

test('a notebook becomes a page, and what is in it is what it says', async () => {
  const { text, headers } = await visit(await urlOf('reports/book.ipynb'))
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  for (const part of [
    '<h1>Title</h1>',
    'data:image/png;base64,AAAA',
    '&lt;hello&gt;',
    '[3]',
    'id="rich"',
    'Traceback &lt;1&gt;',
  ])
    expect(text).toContain(part)
  expect(text).toContain('run("<\\/script>")')
  expect(text).not.toContain('onload')
  expect(text).not.toContain('"><script>')
  expect((await visit(await urlOf('reports/broken.ipynb'))).text).toContain('This is no notebook')
})

test('scripts are blocked by the preference, or for everyone', async () => {
  const client = app.as(ada.token)
  const before = await client.preferences.show()
  await client.preferences.replace({ body: { ...before, blockUserScripts: true } })
  const { url, scriptsBlocked } = await preview('reports/page.html')
  expect(scriptsBlocked).toBe('preference')
  const page = await visit(url ?? '')
  expect(page.text).toContain('Scripts are blocked')
  expect(page.text).not.toContain('Report')
  expect(policyOf(page)).not.toContain('allow-scripts')
  const book = await visit(await urlOf('reports/book.ipynb'), { 'accept-language': 'ko' })
  expect(book.text).toContain('plain table')
  expect(book.text).not.toContain('id="rich"')
  expect(book.text).not.toContain('run(')
  expect(book.text).toContain('스크립트')
  expect(policyOf(book)).not.toContain('allow-scripts')
  await client.preferences.replace({ body: before })
  // Of an address that was made before, too.
  expect((await visit(url ?? '')).text).toContain('Report')
  await app.as(admin).settings.update({ body: { blockUserScripts: true } })
  expect((await preview('reports/page.html')).scriptsBlocked).toBe('site')
  expect((await visit(url ?? '')).text).toContain('Scripts are blocked')
  await app.as(admin).settings.update({ body: { blockUserScripts: false } })
})

test('an address ends with the time, the login and the right to the folder', async () => {
  const url = await urlOf('reports/page.html')
  expect((await visit(url)).status).toBe(200)
  await app.as(ada.token).folders.trash({ params: { id: folder } })
  expect((await visit(url)).status).toBe(404)
  await app.as(ada.token).folders.restore({ params: { id: folder } })
  expect((await visit(url)).status).toBe(200)
  const other = await app.signIn('ada', 'user password 1!')
  const ofOther = (await preview('reports/page.html', other)).url ?? ''
  expect((await visit(ofOther)).status).toBe(200)
  await app.as(other).logins.logout()
  expect((await visit(ofOther)).status).toBe(404)
  expect(await typeOf(preview('reports/page.html', admin))).toBe('not-found')
  expect(await typeOf(preview('reports'))).toBe('not-a-file')
  app.clock.advance(11 * 60_000)
  expect((await visit(url)).status).toBe(404)
})

test('apps and the content have nothing of each other’s addresses', async () => {
  const url = await urlOf('reports/page.html')
  const { port } = new URL(url)
  expect((await visit(`http://content--files.localhost:${port}/`)).status).toBe(404)
  expect((await visit(`http://other--files.localhost:${port}${new URL(url).pathname}`)).status).toBe(404)
  expect((await visit(`http://127.0.0.1:${app.appsPort}/content${new URL(url).pathname}`)).status).toBe(200)
  expect((await visit(`http://127.0.0.1:${app.appsPort}${new URL(url).pathname}`)).status).toBe(404)
})

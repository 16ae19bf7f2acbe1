/** What people keep, as a browser sees it on the content origin. */
import { request } from 'node:http'
import { join } from 'node:path'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
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
  'reports/page.html': '<!doctype html><h1>Report</h1><img src="img/a.png"><script>1</script>',
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
function visit(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  { method = 'GET', from = '127.0.0.1' } = {},
): Promise<Shown> {
  const { host, port, pathname } = new URL(url)
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path: pathname, method, localAddress: from, headers: { host, ...headers } },
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
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  // Behind what says which HTML it is, and before all that runs in it.
  expect(shown.text).toMatch(/^<!doctype html><script>[^<]*RTCPeerConnection[^<]*<\/script><h1>Report<\/h1>/)
  expect(shown.text.replace(/<script>.*?<\/script>/, '')).toBe(kept['reports/page.html'])
  expect(shown.headers['content-length']).toBe(String(Buffer.byteLength(shown.text)))
  expect(policyOf(shown)).toMatch(/^sandbox allow-scripts; default-src 'none'; /)
  expect(policyOf(shown)).not.toContain('allow-same-origin')
  expect(policyOf(shown)).not.toMatch(/https?:(?!\/\/(127\.0\.0\.1|localhost))/)
  expect(policyOf(shown)).toContain(`frame-ancestors ${new URL(app.origin).origin}`)
  expect(shown.headers['set-cookie']).toBeUndefined()
  expect(shown.headers['access-control-allow-origin']).toBeUndefined()
  expect(shown.headers['connection-allowlist']).toBe('()')
  // Nothing of any host, not even its own.
  expect(policyOf(shown)).not.toContain("'self'")
  expect((await visit(url ?? '', {}, { method: 'POST' })).status).toBe(405)
  const head = await visit(url ?? '', {}, { method: 'HEAD' })
  expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', shown.headers['content-length']])
})

test('an address opens one file, and nothing beside, below or above it', async () => {
  const url = await urlOf('reports/page.html')
  symlinkSync('/etc/passwd', onDisk('reports/out'))
  const others = ['img/a.png', 'style.css', '..%2fprivate.txt', '%2e%2e/private.txt', 'img/..%2f..%2fprivate.txt']
  for (const path of [...others, 'none', 'out', 'img', '', 'page.html/', 'page.html/x', 'reports%2fpage.html'])
    expect((await visit(url.replace('page.html', path))).status, path).toBe(404)
  expect((await visit(url.replace(/\/[\w-]{43}\//, `/${'x'.repeat(43)}/`))).status).toBe(404)
  expect((await visit(url)).status).toBe(200)
  expect(await typeOf(urlOf('reports/out'))).toBe('path-refused')
})

test('an address is good for whoever came first, in a frame, for the time that a frame needs', async () => {
  const url = await urlOf('reports/page.html')
  expect((await visit(url)).status).toBe(200)
  expect((await visit(url, {}, { from: '127.0.0.2' })).status).toBe(404)
  expect((await visit(url, { 'sec-fetch-dest': 'iframe' })).status).toBe(200)
  expect((await visit(url, { 'sec-fetch-dest': 'document' })).status).toBe(404)
  app.clock.advance(61_000)
  expect((await visit(url)).status).toBe(404)
})

test('what cannot begin with what closes the ways out has no scripts', async () => {
  writeFileSync(onDisk('page.xhtml'), '<html xmlns="http://www.w3.org/1999/xhtml"/>')
  writeFileSync(onDisk('wide.html'), Buffer.from('\uFEFF<h1>x', 'utf16le'))
  for (const path of ['page.xhtml', 'wide.html']) {
    const shown = await visit(await urlOf(path))
    expect(shown.status, path).toBe(200)
    expect(policyOf(shown), path).not.toMatch(/allow-scripts|script-src/)
  }
})

test('a part of a file is sent, and no less than was said', async () => {
  const url = await urlOf('reports/style.css')
  const part = await visit(url, { range: 'bytes=1-2' })
  expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '1{', 'bytes 1-2/4'])
  expect((await visit(url, { range: 'bytes=9-' })).status).toBe(416)
  expect((await visit(await urlOf('reports/page.html'), { range: 'bytes=1-2' })).status).toBe(200)
})

/** Reads on only after something was done, since the rest waits for whoever it is for. */
async function cutBy(path: string, act: () => Promise<unknown>) {
  const { host, port, pathname } = new URL(await urlOf(path))
  return new Promise<{ readonly got: number; readonly complete: boolean }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: pathname, headers: { host } }, (answer) => {
      let got = 0
      answer.once('data', () => {
        answer.pause()
        act().then(() => answer.resume(), reject)
      })
      answer.on('data', (chunk: Buffer) => (got += chunk.length))
      answer.on('error', () => {})
      answer.on('close', () => resolve({ got, complete: answer.complete }))
    }).end()
  })
}

test('what is shown ends when the right to it does, or when the file does', async () => {
  const size = 200 * 1024 ** 2
  for (const name of ['large.html', 'large.bin']) {
    const path = onDisk(name)
    writeFileSync(path, '')
    truncateSync(path, size)
    const shorter = await cutBy(name, async () => truncateSync(path, 1024 ** 2))
    expect(shorter.complete, name).toBe(false)
    truncateSync(path, size)
    const ended = await cutBy(name, () => app.as(ada.token).folders.trash({ params: { id: folder } }))
    expect(ended.complete, name).toBe(false)
    expect(ended.got).toBeLessThan(size)
    await app.as(ada.token).folders.restore({ params: { id: folder } })
  }
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
  expect(text.indexOf('RTCPeerConnection')).toBeLessThan(text.indexOf('<body>'))
  expect(text).not.toContain('onload')
  expect(text).not.toContain('"><script>')
  expect((await visit(await urlOf('reports/broken.ipynb'))).text).toContain('This is no notebook')
})

test('a notebook that would become endless holds up nobody', async () => {
  const picture = { 'a.png': { 'image/png': 'A'.repeat(4 * 1024 ** 2) } }
  const cells = [{ cell_type: 'markdown', source: '![](attachment:a.png)\n\n'.repeat(5_000), attachments: picture }]
  writeFileSync(onDisk('endless.ipynb'), JSON.stringify({ nbformat: 4, cells }))
  const shown = await visit(await urlOf('endless.ipynb'))
  expect([shown.status, policyOf(shown).startsWith("sandbox; default-src 'none'")]).toEqual([200, true])
  expect(shown.text).toContain('Too large to be shown')
  writeFileSync(onDisk('empty.ipynb'), '')
  truncateSync(onDisk('empty.ipynb'), 21 * 1024 ** 2)
  expect((await visit(await urlOf('empty.ipynb'))).text).toContain('Too large to be shown')
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
  expect(book.text).not.toContain('<script')
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

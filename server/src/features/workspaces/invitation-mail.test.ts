import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { createJobs, type Jobs } from '../../platform/jobs/jobs.ts'
import { createLog } from '../../platform/log/log.ts'
import { createSmtpMail } from '../../platform/mail/smtp-mail.ts'
import { createSeals } from '../../platform/secrets/seal.ts'
import { Secret } from '../../platform/secrets/secret.ts'

interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly text: string
}

const received: Received[] = []
/** Refuses this many deliveries before it takes one. */
let refusals = 0
let server: SMTPServer
let jobs: Jobs
let app: TestApp
let id = ''

beforeAll(async () => {
  server = new SMTPServer({
    secure: false,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'berth' && password === 'mail secret' ? done(null, { user: 'berth' }) : done(new Error('no')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusals-- > 0) return done(Object.assign(new Error('busy'), { responseCode: 451 }))
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({ from, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() })
        return done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const database = await testDatabase()
  const log = createLog({ format: 'json', level: 'error', write: () => {} })
  jobs = createJobs({ connection: database.connection, log, graceMs: 0, pollingSeconds: 0.5 })
  const settings = {
    url: `smtp://berth@127.0.0.1:${port}`,
    from: 'berth@example.org',
    password: new Secret('mail secret'),
  }
  const mail = createSmtpMail({ settings, jobs, seals: createSeals(Buffer.alloc(32, 7)), log })
  await jobs.start({ work: true })
  app = await testApp({ database, mail })
  const admin = app.as(await makeAdmin(app))
  ;({ id } = await admin.workspaces.create({ body: { name: '비전 lab' } }))
})
afterAll(async () => {
  await jobs?.[Symbol.asyncDispose]()
  await new Promise<void>((resolve) => server?.close(resolve))
})

const invite = async (email: string, language = 'en') => {
  const token = await app.signIn('admin', 'correct horse 1!')
  const answer = await fetch(`${app.origin}/api/v1/workspaces/${id}/invitations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-language': language,
    },
    body: JSON.stringify({ email }),
  })
  return (await answer.json()) as { link: string; mailed: boolean }
}
const mailTo = (email: string) =>
  eventually(
    () => received.find(({ to }) => to.includes(email)),
    (mail) => mail !== undefined,
  ).then((mail) => mail!)
/** The text behind its transfer encoding. */
function bodyOf({ text }: Received): string {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString()
  const plain = body.replaceAll('=\r\n', '')
  const bytes = plain.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString() : body
}

test('an invitation is sent to its email with its link', async () => {
  const made = await invite('grace@example.org')
  expect(made.mailed).toBe(true)
  const mail = await mailTo('grace@example.org')
  expect(mail.from).toBe('berth@example.org')
  expect(mail.to).toEqual(['grace@example.org'])
  expect(bodyOf(mail)).toContain(made.link)
  expect(bodyOf(mail)).toContain('admin invites you to the workspace “비전 lab”')
})

test('it speaks the language of whoever invites', async () => {
  await invite('ada@example.org', 'ko')
  expect(bodyOf(await mailTo('ada@example.org'))).toContain('워크스페이스 “비전 lab”에 초대했습니다')
})

test('a mail server that is busy is asked again; meanwhile the link waits sealed', async () => {
  refusals = 1
  const made = await invite('alan@example.org')
  const { rows } = await app.database.pool.query("SELECT data FROM pgboss.job WHERE name = 'send-mail'")
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(made.link.split('#')[1])
  expect(bodyOf(await mailTo('alan@example.org'))).toContain(made.link)
  expect(refusals).toBeLessThan(0)
})

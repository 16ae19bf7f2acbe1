/**
 * Mail by SMTP, as a job of the transaction that wants it sent: when that commits it is sent, and sent again while the
 * mail server does not take it. A message waits sealed, since it may hold a link that only its reader should have.
 */
import { createTransport } from 'nodemailer'
import type { Jobs } from '../jobs/jobs.ts'
import type { Log } from '../log/log.ts'
import type { Seals } from '../secrets/seal.ts'
import { Secret } from '../secrets/secret.ts'
import type { Mail, MailMessage } from './mail.ts'

export interface SmtpSettings {
  /** `smtp://` (encrypted where the server offers it) or `smtps://`; may name a user. */
  readonly url: string
  readonly from: string
  readonly password: Secret | null
}

export interface SmtpMailDeps {
  readonly settings: SmtpSettings
  /** Not started yet. */
  readonly jobs: Jobs
  readonly seals: Seals
  readonly log: Log
}

const place = 'mail'

export function createSmtpMail({ settings, jobs, seals, log }: SmtpMailDeps): Mail {
  const send = createSender(settings)
  const job = jobs.declare<{ sealed: string }>({
    name: 'send-mail',
    timeoutSeconds: 60,
    retries: 10,
    async handle({ sealed }) {
      const message = JSON.parse(seals.open(Buffer.from(sealed, 'base64'), place).reveal()) as MailMessage
      await send(message)
      log.info('mail was sent', { subject: message.subject })
    },
  })
  return {
    async enqueue(tx, message) {
      if (!(await jobs.ready())) return false
      const sealed = seals.seal(new Secret(JSON.stringify(message)), place).toString('base64')
      return job.enqueue(tx, { sealed })
    },
  }
}

function createSender({ url, from, password }: SmtpSettings) {
  const address = new URL(url)
  const user = decodeURIComponent(address.username)
  const secure = address.protocol === 'smtps:'
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(address.hostname)
  const transport = createTransport({
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: Number(address.port || (secure ? 465 : 587)),
    secure,
    // A password is told to nobody on the way.
    requireTLS: !secure && user !== '' && !isLocal,
    ...(user === '' ? {} : { auth: { user, pass: password?.reveal() ?? decodeURIComponent(address.password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, subject, text }: MailMessage): Promise<void> => {
    await transport.sendMail({
      from,
      // As an object, so that nothing in it is read as a list of addresses.
      to: { name: '', address: to },
      subject,
      text,
      // Out-of-office answers would go to nobody.
      headers: { 'auto-submitted': 'auto-generated' },
    })
  }
}

/** The mail with an invitation's link, in the language of whoever invites. */
import { dictionaries } from '@berth/contract/texts/language.ts'
import type { Language, Texts } from '@berth/contract/texts/language.ts'
import { mailsEn } from '@berth/contract/texts/mails.en.ts'
import { mailsFr } from '@berth/contract/texts/mails.fr.ts'
import { mailsId } from '@berth/contract/texts/mails.id.ts'
import { mailsMn } from '@berth/contract/texts/mails.mn.ts'
import { mailsKo } from '@berth/contract/texts/mails.ko.ts'
import { mailsRu } from '@berth/contract/texts/mails.ru.ts'
import type { MailMessage } from '../../platform/mail/mail.ts'

export interface InvitationToMail {
  readonly email: string
  readonly workspaceName: string
  readonly invitedBy: string | null
  readonly expiresAt: string
  readonly link: string
  readonly host: string
}

const texts = dictionaries<Texts<typeof mailsEn>>(mailsEn, {
  ko: mailsKo,
  ru: mailsRu,
  fr: mailsFr,
  mn: mailsMn,
  id: mailsId,
})

export function invitationMail(language: Language, invitation: InvitationToMail): MailMessage {
  const { email, workspaceName: workspace, host, link } = invitation
  const words = texts[language].invitation
  // Readers of mail are anywhere, so the time says its zone.
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(invitation.expiresAt),
  )
  const invitedBy = invitation.invitedBy ?? words.somebody
  return {
    to: email,
    subject: words.subject({ workspace, host }),
    text: words.text({ workspace, host, link, invitedBy, until: `${until} UTC` }),
  }
}

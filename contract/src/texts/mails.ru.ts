import type { Translation } from './language.ts'
import type { mailsEn } from './mails.en.ts'

export const mailsRu: Translation<typeof mailsEn> = {
  invitation: {
    subject: (p) => `Приглашение в «${p.workspace}» на ${p.host}`,
    text: (p) =>
      `Здравствуйте!

${p.invitedBy} приглашает вас в рабочее пространство «${p.workspace}» в Berth на ${p.host}.

Чтобы принять или отклонить приглашение, откройте ссылку. Она действует один раз, только для этого адреса электронной почты. Срок: ${p.until}.

${p.link}

Если вы не знаете, почему получили это письмо, не обращайте на него внимания: без перехода по ссылке ничего не произойдёт.
`,
    somebody: 'Кто-то',
  },
}

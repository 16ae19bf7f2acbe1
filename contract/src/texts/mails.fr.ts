import type { Translation } from './language.ts'
import type { mailsEn } from './mails.en.ts'

export const mailsFr: Translation<typeof mailsEn> = {
  invitation: {
    subject: (p) => `Invitation à rejoindre ${p.workspace} sur ${p.host}`,
    text: (p) =>
      `Bonjour,

${p.invitedBy} vous invite dans l’espace de travail « ${p.workspace} » de Berth sur ${p.host}.

Ouvrez ce lien pour accepter ou refuser. Il fonctionne une fois, pour cette adresse e-mail, jusqu’au ${p.until} :

${p.link}

Si vous ignorez pourquoi vous recevez ce message, n’en tenez pas compte : rien ne se passe sans le lien.
`,
    somebody: 'Quelqu’un',
  },
}

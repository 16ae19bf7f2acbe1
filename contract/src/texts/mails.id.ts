import type { Translation } from './language.ts'
import type { mailsEn } from './mails.en.ts'

export const mailsId: Translation<typeof mailsEn> = {
  invitation: {
    subject: (p) => `Undangan ke ${p.workspace} di ${p.host}`,
    text: (p) =>
      `Halo,

${p.invitedBy} mengundang Anda ke ruang kerja “${p.workspace}” di Berth, ${p.host}.

Buka tautan ini untuk menerima atau menolak. Tautan berlaku sekali, untuk alamat email ini, sampai ${p.until}:

${p.link}

Jika Anda tidak tahu mengapa menerima ini, abaikan saja: tidak ada yang terjadi tanpa tautan tersebut.
`,
    somebody: 'Seseorang',
  },
}

import type { Translation } from './language.ts'
import type { mailsEn } from './mails.en.ts'

export const mailsMn: Translation<typeof mailsEn> = {
  invitation: {
    subject: (p) => `${p.host} дээрх «${p.workspace}» ажлын орон зайн урилга`,
    text: (p) =>
      `Сайн байна уу,

${p.invitedBy} таныг ${p.host} дээрх Berth-ийн «${p.workspace}» ажлын орон зайд урьж байна.

Зөвшөөрөх эсвэл татгалзахын тулд дараах холбоосыг нээнэ үү. Зөвхөн энэ имэйл хаягт, нэг удаа ажиллана. Хүчинтэй хугацаа: ${p.until}.

${p.link}

Энэ захидал яагаад ирснийг мэдэхгүй байвал үл тоомсорлоорой: холбоосыг нээхгүй бол юу ч болохгүй.
`,
    somebody: 'Хэн нэгэн',
  },
}

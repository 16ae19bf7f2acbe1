import type { consoleUploadsEn } from './console-uploads.en.ts'
import type { Texts } from './language.ts'

export const consoleUploadsMn: Texts<typeof consoleUploadsEn> = {
  title: 'Хуулалт',
  to: (p) => `${p.text} файл «${p.folder}» руу`,
  states: {
    going: 'Хуулж байна',
    asking: 'Таны сонголтыг хүлээж байна',
    done: 'Хуулсан',
    failed: 'Бүгдийг хуулж чадсангүй',
    cancelled: 'Болиулсан',
    interrupted: 'Тасарсан',
  },
  arrived: (p) => `${p.files} файлаас ${p.done} нь хавтсанд байна.`,
  progress: (p) => `${p.files} файлаас ${p.done}, ${p.bytes}-аас ${p.sent}`,
  skipped: (p) => `${p.text} алгассан`,
  failed: (p) => `${p.text} амжилтгүй`,
  cancel: 'Болиулах',
  cancelThis: (p) => `Болиулах: ${p.title}`,
  retry: 'Дахин оролдох',
  dismiss: (p) => `Хасах: ${p.title}`,
  show: 'Хавтсыг нээх',
  details: 'Файлуудыг харуулах',
  hide: 'Файлуудыг нуух',
  goingNow: 'Одоо хуулж буй',
  failures: 'Амжилтгүй',
  more: (p) => `ба бусад ${p.text}`,
  taken: {
    one: (p) => `${p.name} аль хэдийн байна.`,
    many: (p) => `${p.text} файл аль хэдийн байна, тухайлбал ${p.name}.`,
    replace: 'Солих',
    both: 'Хоёуланг үлдээх',
    skip: 'Алгасах',
  },
  begun: {
    title: (p) => `${p.text} хуулалт дуусаагүй байна`,
    text: 'Тасарсан газраас үргэлжлүүлэхийн тулд ижил файлуудыг дахин сонгоно уу. Нэг хоногийн дараа устгана.',
    one: (p) => `${p.path}: ${p.size}-аас ${p.sent}`,
    remove: 'Устгах',
    removed: 'Хуулсан хэсгийг устгалаа.',
  },
  ended: {
    done: (p) => `${p.text} файл одоо «${p.folder}» дотор байна.`,
    failed: (p) => `${p.text} файлыг «${p.folder}» руу хуулж чадсангүй.`,
  },
}

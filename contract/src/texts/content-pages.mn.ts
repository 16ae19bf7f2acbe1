import type { Translation } from './language.ts'
import type { contentPagesEn } from './content-pages.en.ts'

export const contentPagesMn: Translation<typeof contentPagesEn> = {
  gone: {
    title: 'Энд байхгүй болсон',
    text: 'Хаягийн хүчинтэй хугацаа дууссан, эсвэл файл буюу түүнд хандах эрх тань байхгүй болсон. Файлыг дахин нээнэ үү.',
  },
  blocked: {
    title: 'Скриптийг хориглосон',
    text: 'Таны тохиргоо эсвэл энэ сайт хэрэглэгчдийн файлын скриптийг хориглодог тул энэ хуудсыг харуулахгүй. Тохиргоо → Тохируулга хэсэгт өөрчилнө.',
  },
  tooLarge: {
    title: 'Харуулахад хэтэрхий том',
    text: 'Дэвтрийг татаж аваад уншина уу.',
  },
  noNotebook: {
    title: 'Энэ бол дэвтэр биш',
    text: 'Файлын агуулгыг Jupyter дэвтэр болгон унших боломжгүй.',
  },
  leftOut: 'Энэ гаралтад хориглосон скрипт байж болзошгүй. Текстээр харуулав.',
}

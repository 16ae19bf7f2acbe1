import type { consoleListsEn } from './console-lists.en.ts'
import type { Translation } from './language.ts'

export const consoleListsMn: Translation<typeof consoleListsEn> = {
  filter: {
    by: (p) => `«${p.column}» баганаар шүүх`,
    any: 'Бүгд',
    placeholder: 'агуулсан',
    open: 'Шүүх, эрэмбэлэх',
    openCount: (p) => `Шүүх, эрэмбэлэх (${p.count})`,
    sortBy: 'Эрэмбэлэх багана',
    sortedBy: (p) => `Эрэмбэ: ${p.column}`,
    ascending: 'Өсөхөөр',
    descending: 'Буурахаар',
    direction: 'Чиглэл',
    shown: 'Харуулж буй мөрүүд',
    contains: (p) => `«${p.column}» нь «${p.text}» агуулсан`,
    is: (p) => `«${p.column}» нь «${p.text}»`,
    remove: (p) => `Шүүлтүүрийг арилгах: ${p.filter}`,
    clear: 'Бүх шүүлтүүрийг арилгах',
  },
  export: {
    menu: 'CSV экспортлох',
    rows: 'Жагсаалтад одоо харагдаж буй мөрүүдийг яг тэр шүүлтүүр, эрэмбээр нь, хараахан ачаалаагүйтэй нь хамт.',
    fileName: 'Файлын нэр',
    fileNameHelp: '.csv өргөтгөл нэмэгдэнэ.',
    fileNameWrong: '1–255 тэмдэгт.',
    columns: 'Багана',
    columnsMissing: 'Дор хаяж нэг багана сонгоно уу.',
    all: 'Бүгд',
    none: 'Алийг ч биш',
    verb: 'Татах',
  },
  columns: {
    choose: 'Багана сонгох',
    title: 'Багана',
    kept: 'Та хаанаас ч нэвтэрсэн санагдана. Жижиг дэлгэц дээр цөөн багана харагдана.',
    notKept: 'Хуудсыг дахин ачаалах хүртэл хүчинтэй: тохиргоонд багана хадгалахыг унтраасан байна.',
    all: 'Бүгдийг харуулах',
    done: 'Болсон',
  },
}

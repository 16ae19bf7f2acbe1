import type { consoleResourceGroupsEn } from './console-resource-groups.en.ts'
import type { Translation } from './language.ts'

export const consoleResourceGroupsMn: Translation<typeof consoleResourceGroupsEn> = {
  title: 'Нөөцийн бүлэг',
  text: 'Нөөцийн бүлэг нь өөрийн дараалалтай машинуудын сан юм. Бүгд багтахгүй үед хэний ээлж болохыг хуваарилагч нь шийднэ.',
  notLoaded: 'Нөөцийн бүлгүүдийг ачаалж чадсангүй',
  none: 'Нөөцийн бүлэг алга',
  actionsOf: (p) => `Үйлдлүүд: ${p.name}`,
  edit: 'Засах',
  columns: {
    name: 'Нэр',
    state: 'Төлөв',
    nodes: 'Машин',
    scheduler: 'Хуваарилагч',
    holdAfter: 'Зай нөөцлөх хугацаа',
    allocated: 'Олгосон',
    queued: 'Дараалал',
  },
  states: {
    available: 'Бэлэн',
    partly: 'Хэсэгчлэн бэлэн',
    unavailable: 'Боломжгүй',
    empty: 'Машин алга',
  },
  nodesOf: (p) => `${p.available} / ${p.all}`,
  schedulers: { fifo: 'Дарааллын дагуу', 'fair-share': 'Тэгш хуваарилалт' },
  schedulerHelp: {
    fifo: 'Тэргүүлэх зэрэг ижил бол хамгийн удаан хүлээсэн нь түрүүлнэ.',
    'fair-share':
      'Тэргүүлэх зэрэг ижил бол одоо болон саяхан хамгийн бага эзэмшсэн нь түрүүлнэ; хамгийн их эзэмшсэн нөөцөөр нь тооцно.',
  },
  resources: { cpu: 'CPU', memory: 'Санах ой', gpu: 'GPU', gpuShares: 'fGPU' },
  used: (p) => `${p.what} ${p.used} / ${p.all}`,
  waiting: (p) => (p.count === 0 ? 'Хүлээж буй зүйл алга' : `${p.text} хүлээж байна`),
  running: (p) => `${p.text} ажиллаж байна`,
  atOnce: 'Шууд',
  form: {
    title: (p) => `«${p.name}» засах`,
    scheduler: 'Хуваарилагч',
    holdAfter: 'Зай нөөцлөх хугацаа',
    holdAfterHelp:
      'Үүнээс удаан хүлээсэн сесст зай нөөцөлж эхэлнэ; түүнээс өмнө жижиг сессүүд түрүүлж болно. 0 бол шууд.',
    holdAfterWrong: '0-ээс 10,080 минут, өөрөөр хэлбэл долоо хоног хүртэл.',
    minutes: 'мин',
    effect: 'Ажиллаж буй зүйл үргэлжилнэ. Хүлээж буй зүйл шинэ дараалалд шууд орно.',
    verb: 'Хадгалах',
    saved: (p) => `«${p.name}» бүлгийг хадгаллаа.`,
    unchanged: 'Юу ч өөрчлөөгүй.',
  },
}

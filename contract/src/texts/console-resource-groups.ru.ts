import type { consoleResourceGroupsEn } from './console-resource-groups.en.ts'
import type { Translation } from './language.ts'
import { russianForm } from './russian-forms.ts'

export const consoleResourceGroupsRu: Translation<typeof consoleResourceGroupsEn> = {
  title: 'Ресурсные группы',
  text: 'Ресурсная группа — это пул машин с собственной очередью. Когда места на всех не хватает, планировщик группы решает, чья сейчас очередь.',
  notLoaded: 'Не удалось загрузить ресурсные группы',
  none: 'Ресурсных групп нет',
  actionsOf: (p) => `Действия: ${p.name}`,
  edit: 'Изменить',
  columns: {
    name: 'Имя',
    state: 'Состояние',
    nodes: 'Машины',
    scheduler: 'Планировщик',
    holdAfter: 'Резерв через',
    allocated: 'Выделено',
    queued: 'Очередь',
  },
  states: {
    available: 'Доступна',
    partly: 'Доступна частично',
    unavailable: 'Недоступна',
    empty: 'Нет машин',
  },
  nodesOf: (p) => `${p.available} из ${p.all}`,
  schedulers: { fifo: 'В порядке очереди', 'fair-share': 'Справедливое распределение' },
  schedulerHelp: {
    fifo: 'При равном приоритете первым идёт тот, кто ждёт дольше всех.',
    'fair-share':
      'При равном приоритете первым идёт тот, кто сейчас и за последнее время занимал меньше всех — по тому ресурсу, которого у него было больше всего.',
  },
  resources: { cpu: 'CPU', memory: 'Память', gpu: 'GPU', gpuShares: 'fGPU' },
  used: (p) => `${p.what} ${p.used} / ${p.all}`,
  waiting: (p) =>
    p.count === 0 ? 'Никто не ждёт' : `${p.text} ${russianForm(p.count, 'ожидает', 'ожидают', 'ожидают')}`,
  running: (p) => `${p.text} ${russianForm(p.count, 'выполняется', 'выполняются', 'выполняются')}`,
  atOnce: 'Сразу',
  form: {
    title: (p) => `Изменить «${p.name}»`,
    scheduler: 'Планировщик',
    holdAfter: 'Резервировать место через',
    holdAfterHelp:
      'Для сессии, которая ждёт дольше этого времени, место начинает придерживаться; до тех пор меньшие сессии могут её обгонять. 0 — сразу.',
    holdAfterWrong: 'Минуты от 0 до 10 080, то есть до недели.',
    minutes: 'мин',
    effect: 'То, что уже работает, продолжит работу. Ожидающие сессии сразу встанут в новом порядке.',
    verb: 'Сохранить',
    saved: (p) => `Группа «${p.name}» сохранена.`,
    unchanged: 'Ничего не изменено.',
  },
}

import type { consolePresetsEn } from './console-presets.en.ts'
import type { Translation } from './language.ts'
import { russianForm } from './russian-forms.ts'

/** The number in a text as Russian writes it. */
const numberIn = (text: string) => Number(text.replaceAll(/\s/g, '').replace(',', '.'))

export const consolePresetsRu: Translation<typeof consolePresetsEn> = {
  title: 'Пресеты',
  text: 'Готовые размеры с названиями, которые предлагаются карточками при запуске сессии в этом порядке. То, что человеку недоступно, показано серым с указанием причины.',
  create: 'Создать пресет',
  actionsOf: (p) => `Действия: ${p.name}`,
  edit: 'Изменить',
  up: 'Выше',
  down: 'Ниже',
  moved: (p) => `Пресет «${p.name}» теперь на месте ${p.position}.`,
  remove: 'Удалить',
  none: 'Пресетов нет',
  noneText: 'Пресет — это размер, который выбирают одним нажатием, например 4 ядра и 16 ГиБ для обучения.',
  notLoaded: 'Не удалось загрузить пресеты',
  columns: { position: 'Место', name: 'Название', description: 'Описание', resources: 'Ресурсы' },
  fields: {
    name: 'Название',
    description: 'Описание',
    cpu: 'CPU',
    memory: 'Память',
    sharedMemory: 'Общая память',
    gpu: 'GPU',
    gpuShares: 'Доли GPU',
  },
  units: { cpu: 'ядра', gibibytes: 'ГиБ', mebibytes: 'МиБ', gpu: 'устройства' },
  help: {
    name: 'От 1 до 64 символов.',
    description: 'Для чего он подходит. Не более 200 символов.',
    cpu: 'От 0,1 с шагом 0,1.',
    memory: 'От 0,0625 ГиБ.',
    sharedMemory: 'Размер /dev/shm, входит в объём памяти.',
    gpu: 'Целые GPU. Не принимаются там, где GPU выдаются долями.',
    gpuShares: 'С шагом 0,1. Не принимаются там, где GPU выдаются целиком.',
  },
  amounts: {
    cores: (p) => `${p.text} ${russianForm(numberIn(p.text), 'ядро', 'ядра', 'ядер')}`,
    gpus: (p) => `${p.text} GPU`,
    shared: (p) => `общая память ${p.text}`,
  },
  form: {
    createTitle: 'Создание пресета',
    editTitle: (p) => `Изменить «${p.name}»`,
    createVerb: 'Создать пресет',
    save: 'Сохранить',
    created: (p) => `Пресет «${p.name}» создан.`,
    saved: (p) => `Пресет «${p.name}» сохранён.`,
    taken: 'Пресет с таким названием уже есть.',
    name: 'От 1 до 64 символов.',
    description: 'Не более 200 символов.',
    cpu: 'Число от 0,1 до 512 с одним знаком после запятой.',
    memory: 'Число от 0,0625 до 1024.',
    sharedMemory: 'Не больше объёма памяти.',
    gpu: 'Целое число от 0 до 64.',
    gpuShares: 'Число от 0 до 256 с одним знаком после запятой.',
  },
  removing: {
    title: (p) => `Удалить «${p.name}»?`,
    text: 'Пресет больше не будет предлагаться. Сессии этого размера продолжат работу. Отменить это нельзя.',
    verb: 'Удалить пресет',
    done: (p) => `Пресет «${p.name}» удалён.`,
  },
}

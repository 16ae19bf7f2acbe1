import type { consoleStartEn } from './console-start.en.ts'
import type { Translation } from './language.ts'
import { russianForm } from './russian-forms.ts'

export const consoleStartRu: Translation<typeof consoleStartEn> = {
  resourceGroup: 'Ресурсная группа',
  groupNote: (p) => `${p.nodes} ${russianForm(p.nodes, 'машина', 'машины', 'машин')}`,
  groupAway: 'Сейчас там нет доступных машин.',
  groupNotLoaded: 'Не удалось узнать, сколько там свободно.',
  presets: {
    title: 'Пресеты',
    waits: 'Будет ждать',
    refused: 'Запустить нельзя',
    most: (p) => `${p.resource}: не более ${p.most}, ${p.limit}`,
    more: (p) => `${p.resource}: ещё не более ${p.most}, ${p.limit}`,
  },
  templates: {
    label: 'Шаблон',
    none: 'Без шаблона',
    own: 'Ваши',
    ofProject: (p) => `Проекта «${p.project}»`,
    example: 'Пример',
    actions: 'Действия с шаблонами',
    saveAs: 'Сохранить как шаблон',
    update: (p) => `Обновить содержимое «${p.name}»`,
    rename: (p) => `Переименовать «${p.name}»`,
    remove: (p) => `Удалить «${p.name}»`,
    reduced: 'Шаблон требует больше, чем вам сейчас доступно. Подставлены наибольшие допустимые значения.',
    envNote: 'Шаблон хранит имена переменных, но не значения. Заполните их.',
    saved: (p) => `«${p.name}» сохранён как шаблон.`,
    updated: (p) => `Шаблон «${p.name}» сохранён.`,
    renamed: (p) => `Шаблон теперь называется «${p.name}».`,
    removed: (p) => `Шаблон «${p.name}» удалён.`,
    dialog: {
      title: 'Сохранение шаблона',
      text: 'Сохраняются все параметры, кроме имени и времени запуска. У переменных сохраняются имена; значения запрашиваются при каждом запуске. Команда сохраняется так, как написана: секреты помещайте в переменные.',
      name: 'Название шаблона',
      nameHelp: 'От 1 до 64 символов.',
      forWhom: 'Для кого',
      me: 'Для меня',
      project: (p) => `Для всех в проекте «${p.project}»`,
      verb: 'Сохранить шаблон',
      renameTitle: (p) => `Переименовать «${p.name}»`,
      renameVerb: 'Переименовать шаблон',
      taken: 'Шаблон с таким названием уже есть.',
    },
    removing: {
      title: (p) => `Удалить «${p.name}»?`,
      text: 'Запущенные по нему сессии продолжат работу. Отменить это нельзя.',
      ofProject: (p) => `Он исчезнет у всех в проекте «${p.project}».`,
      verb: 'Удалить шаблон',
    },
  },
}

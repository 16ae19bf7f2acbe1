import type { consoleListsEn } from './console-lists.en.ts'
import type { Translation } from './language.ts'

export const consoleListsRu: Translation<typeof consoleListsEn> = {
  filter: {
    by: (p) => `Фильтр по столбцу «${p.column}»`,
    any: 'Любое',
    placeholder: 'содержит',
    open: 'Фильтр и сортировка',
    openCount: (p) => `Фильтр и сортировка (${p.count})`,
    sortBy: 'Сортировать по столбцу',
    sortedBy: (p) => `Сортировка: ${p.column}`,
    ascending: 'По возрастанию',
    descending: 'По убыванию',
    direction: 'Направление',
    shown: 'Показаны строки, где',
    contains: (p) => `«${p.column}» содержит «${p.text}»`,
    is: (p) => `«${p.column}» — «${p.text}»`,
    remove: (p) => `Убрать фильтр: ${p.filter}`,
    clear: 'Сбросить все фильтры',
  },
  export: {
    menu: 'Экспорт в CSV',
    rows: 'Ровно те строки, которые сейчас показывает список, с его фильтрами и порядком, включая ещё не загруженные.',
    fileName: 'Имя файла',
    fileNameHelp: 'Расширение .csv добавится само.',
    fileNameWrong: 'От 1 до 255 символов.',
    columns: 'Столбцы',
    columnsMissing: 'Выберите хотя бы один столбец.',
    all: 'Все',
    none: 'Ни одного',
    verb: 'Скачать',
  },
  columns: {
    choose: 'Выбрать столбцы',
    title: 'Столбцы',
    kept: 'Запоминается для вас, где бы вы ни вошли. На маленьких экранах показывается меньше столбцов.',
    notKept: 'Действует до перезагрузки страницы: в настройках выбор столбцов не сохраняется.',
    all: 'Показать все',
    done: 'Готово',
  },
}

import type { consoleUploadsEn } from './console-uploads.en.ts'
import type { Texts } from './language.ts'
import { russianForm } from './russian-forms.ts'

export const consoleUploadsRu: Texts<typeof consoleUploadsEn> = {
  title: 'Загрузки',
  to: (p) => `${p.text} ${russianForm(p.count, 'файл', 'файла', 'файлов')} в ${p.folder}`,
  states: {
    going: 'Загружается',
    asking: 'Ждёт вашего решения',
    done: 'Загружено',
    failed: 'Загружено не всё',
    cancelled: 'Прервано',
    interrupted: 'Прервалось',
  },
  arrived: (p) => `Файлов в папке: ${p.done} из ${p.files}.`,
  progress: (p) => `Файлов: ${p.done} из ${p.files}, ${p.sent} из ${p.bytes}`,
  skipped: (p) => `пропущено: ${p.text}`,
  failed: (p) => `не удалось: ${p.text}`,
  cancel: 'Прервать',
  cancelThis: (p) => `Прервать: ${p.title}`,
  retry: 'Повторить',
  dismiss: (p) => `Убрать: ${p.title}`,
  show: 'Открыть папку',
  details: 'Показать файлы',
  hide: 'Скрыть файлы',
  goingNow: 'Загружаются сейчас',
  failures: 'Не удалось',
  more: (p) => `и ещё ${p.text}`,
  taken: {
    one: (p) => `${p.name} там уже есть.`,
    many: (p) => `Там уже есть файлы: ${p.text}, среди них ${p.name}.`,
    replace: 'Заменить',
    both: 'Оставить оба',
    skip: 'Пропустить',
  },
  begun: {
    title: (p) =>
      `${p.text} ${russianForm(p.count, 'загрузка не завершена', 'загрузки не завершены', 'загрузок не завершены')}`,
    text: 'Выберите те же файлы, чтобы продолжить с места обрыва. Через сутки без этого они удаляются.',
    one: (p) => `${p.path}: ${p.sent} из ${p.size}`,
    remove: 'Удалить их',
    removed: 'Загруженная часть удалена.',
  },
  ended: {
    done: (p) => `Загружено в ${p.folder}: ${p.text} ${russianForm(p.count, 'файл', 'файла', 'файлов')}.`,
    failed: (p) => `Не удалось загрузить в ${p.folder}: ${p.text} ${russianForm(p.count, 'файл', 'файла', 'файлов')}.`,
  },
}

import type { consoleSessionExportEn } from './console-session-export.en.ts'
import type { Translation } from './language.ts'

export const consoleSessionExportRu: Translation<typeof consoleSessionExportEn> = {
  title: 'Экспорт сессий',
  columns: {
    name: 'Имя',
    status: 'Состояние',
    reason: 'Причина',
    result: 'Результат',
    exitCode: 'Код завершения',
    type: 'Тип',
    environment: 'Среда',
    command: 'Команда',
    owner: 'Владелец',
    workspace: 'Рабочее пространство',
    project: 'Проект',
    credential: 'Идентификатор ключа доступа',
    resourceGroup: 'Ресурсная группа',
    node: 'Машина',
    priority: 'Приоритет',
    cpu: 'CPU',
    memory: 'Память (байты)',
    gpu: 'GPU',
    gpuShares: 'Доли GPU',
    sharedMemory: 'Общая память (байты)',
    containers: 'Контейнеры',
    createdAt: 'Создана',
    startedAt: 'Запущена',
    endedAt: 'Завершена',
    seconds: 'Секунд работы',
    id: 'Идентификатор',
  },
}

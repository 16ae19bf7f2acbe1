import type { consoleSessionExportEn } from './console-session-export.en.ts'
import type { Translation } from './language.ts'

export const consoleSessionExportMn: Translation<typeof consoleSessionExportEn> = {
  title: 'Сесс экспортлох',
  columns: {
    name: 'Нэр',
    status: 'Төлөв',
    reason: 'Шалтгаан',
    result: 'Үр дүн',
    exitCode: 'Гарах код',
    type: 'Төрөл',
    environment: 'Орчин',
    command: 'Команд',
    owner: 'Эзэмшигч',
    workspace: 'Ажлын орон зай',
    project: 'Төсөл',
    credential: 'Хандалтын түлхүүрийн ID',
    resourceGroup: 'Нөөцийн бүлэг',
    node: 'Машин',
    priority: 'Тэргүүлэх зэрэг',
    cpu: 'CPU',
    memory: 'Санах ой (байт)',
    gpu: 'GPU',
    gpuShares: 'GPU хувь',
    sharedMemory: 'Дундын санах ой (байт)',
    containers: 'Контейнер',
    createdAt: 'Үүсгэсэн',
    startedAt: 'Эхэлсэн',
    endedAt: 'Дууссан',
    seconds: 'Ажилласан секунд',
    id: 'ID',
  },
}

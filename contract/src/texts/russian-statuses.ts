/** Words for the states of a session, apart: a page that says problems needs no reasons. */
import type { SessionStatus } from '../session-states.ts'

export const russianStatuses: Readonly<Record<SessionStatus, string>> = {
  PENDING: 'В очереди',
  SCHEDULED: 'Запланирована',
  PREPARING: 'Подготавливается',
  RUNNING: 'Выполняется',
  TERMINATING: 'Завершается',
  TERMINATED: 'Завершена',
  CANCELLED: 'Отменена',
  ERROR: 'Ошибка',
}

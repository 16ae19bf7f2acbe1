/** Words for the states of a session, apart: a page that says problems needs no reasons. */
import type { SessionStatus } from '../session-states.ts'

export const mongolianStatuses: Readonly<Record<SessionStatus, string>> = {
  PENDING: 'Хүлээж байна',
  SCHEDULED: 'Хуваарилсан',
  PREPARING: 'Бэлтгэж байна',
  RUNNING: 'Ажиллаж байна',
  TERMINATING: 'Дуусаж байна',
  TERMINATED: 'Дууссан',
  CANCELLED: 'Цуцалсан',
  ERROR: 'Алдаа',
}

/** `berth notifications ls | read | clear`. */
import type { Notification } from '@berth/contract/notifications.ts'
import { consoleNotificationsEn } from '@berth/contract/texts/console-notifications.en.ts'
import { consoleUploadsEn } from '@berth/contract/texts/console-uploads.en.ts'
import type { Command } from '../command.ts'
import type { Column } from '../output.ts'

const { kinds, administrator } = consoleNotificationsEn

function titleOf(one: Notification): string {
  if (one.kind === 'upload') return uploadTitle(one)
  const { kind, parameters, progress } = one
  if (kind === 'session-start') return kinds[kind][progress.state](parameters)
  const title: unknown = kinds[kind].title
  if (typeof title === 'string') return title
  const by = ('by' in parameters ? parameters.by : null) ?? administrator
  return (title as (said: object) => string)({ ...parameters, by })
}

function uploadTitle({ parameters: { files, name }, progress }: Extract<Notification, { kind: 'upload' }>): string {
  const what = consoleUploadsEn.to({ count: files, text: String(files), folder: name })
  return `${consoleUploadsEn.states[progress.step]}: ${what}`
}

function stateOf({ progress, read }: Notification): string {
  if (progress?.state === 'going') return `${Math.round(progress.share * 100)} %`
  return read ? '' : 'unread'
}

const columns: readonly Column<Notification>[] = [
  { title: 'TIME', value: ({ at }) => at },
  { title: 'STATE', value: stateOf },
  { title: 'WHAT', value: titleOf },
  { title: 'ID', value: ({ id }) => id },
]

const list: Command = {
  name: 'notifications ls',
  summary: 'List what is being done for you and what you were told, newest first',
  options: { 'in-progress': { type: 'boolean', help: 'only what is being done' } },
  async run({ options, output, server }) {
    const show = options.flag('in-progress') ? 'in-progress' : 'all'
    const { items } = await (await server()).client.notifications.list({ query: { limit: 200, show } })
    await output.rows(items, columns, show === 'all' ? 'No notifications.' : 'Nothing is in progress.')
  },
}

const read: Command = {
  name: 'notifications read',
  summary: 'Mark all notifications as read',
  async run({ output, server }) {
    await (await server()).client.notifications.readAll()
    await output.done({}, 'All notifications are marked as read.')
  },
}

const clear: Command = {
  name: 'notifications clear',
  summary: 'Remove all notifications but of what is being done',
  async run({ output, server }) {
    await (await server()).client.notifications.clear()
    await output.done({}, 'Notifications are removed; what is being done stays.')
  },
}

export const notificationCommands: readonly Command[] = [list, read, clear]

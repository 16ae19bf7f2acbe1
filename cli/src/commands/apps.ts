/** `berth apps ls | open`. */
import type { SessionApp } from '@berth/contract/apps.ts'
import type { Command } from '../command.ts'
import { findSession } from '../find-session.ts'
import type { Column } from '../output.ts'

const columns: readonly Column<SessionApp>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'TITLE', value: ({ title }) => title },
  { title: 'ADDRESS', value: ({ address }) => address ?? '' },
]

const list: Command = {
  name: 'apps ls',
  summary: 'List the apps of a session',
  arguments: 'SESSION',
  count: [1, 1],
  takesSessions: true,
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id } = await findSession(connected, reference)
    const { items } = await connected.client.apps.list({ params: { id } })
    await output.rows(items, columns, 'Nothing that can be opened was found in its environment.')
  },
}

const sharedNote =
  'This site has no domain for apps: there the pages of all apps that a browser has open can read each other.'

const open: Command = {
  name: 'apps open',
  summary: 'Start an app of a session and print an address that opens it',
  arguments: 'SESSION APP',
  count: [2, 2],
  takesSessions: true,
  options: { path: { type: 'string', value: 'PATH', help: 'below the app’s address, such as /tree/data' } },
  help: 'The address opens the app in one browser, within a minute. Whoever has it is let in as you.',
  async run({ names: [reference = '', app = ''], options, output, server }) {
    const connected = await server()
    const { id } = await findSession(connected, reference)
    const path = options.text('path')
    const body = path === undefined ? {} : { path }
    const opened = await connected.client.apps.open({ params: { id, app }, body })
    if (opened.shared) output.note(sharedNote)
    await output.done(opened, opened.url)
  },
}

export const appCommands: readonly Command[] = [list, open]

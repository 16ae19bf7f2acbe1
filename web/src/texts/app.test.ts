/** Types keep the dictionaries' shapes alike; this looks at their words. */
import { consoleAccountEn } from '@berth/contract/texts/console-account.en.ts'
import { consoleAccountKo } from '@berth/contract/texts/console-account.ko.ts'
import { consoleNotificationsEn } from '@berth/contract/texts/console-notifications.en.ts'
import { consoleNotificationsKo } from '@berth/contract/texts/console-notifications.ko.ts'
import { consolePresetsEn } from '@berth/contract/texts/console-presets.en.ts'
import { consolePresetsKo } from '@berth/contract/texts/console-presets.ko.ts'
import { consoleProjectsEn } from '@berth/contract/texts/console-projects.en.ts'
import { consoleProjectsKo } from '@berth/contract/texts/console-projects.ko.ts'
import { consoleSiteSettingsEn } from '@berth/contract/texts/console-site-settings.en.ts'
import { consoleSiteSettingsKo } from '@berth/contract/texts/console-site-settings.ko.ts'
import { consoleSshEn } from '@berth/contract/texts/console-ssh.en.ts'
import { consoleSshKo } from '@berth/contract/texts/console-ssh.ko.ts'
import { consoleStartEn } from '@berth/contract/texts/console-start.en.ts'
import { consoleStartKo } from '@berth/contract/texts/console-start.ko.ts'
import { consoleUsersEn } from '@berth/contract/texts/console-users.en.ts'
import { consoleUsersKo } from '@berth/contract/texts/console-users.ko.ts'
import { consoleWorkspaceEn } from '@berth/contract/texts/console-workspace.en.ts'
import { consoleWorkspaceKo } from '@berth/contract/texts/console-workspace.ko.ts'
import { expect, test } from 'vitest'
import { appEn } from './app.en.ts'
import { appKo } from './app.ko.ts'

/** Also the words that come with their pages. */
const english = {
  ...appEn,
  account: consoleAccountEn,
  users: consoleUsersEn,
  siteSettings: consoleSiteSettingsEn,
  workspace: consoleWorkspaceEn,
  projects: consoleProjectsEn,
  notifications: consoleNotificationsEn,
  ssh: consoleSshEn,
  presets: consolePresetsEn,
  start: consoleStartEn,
}
const korean = {
  ...appKo,
  account: consoleAccountKo,
  users: consoleUsersKo,
  siteSettings: consoleSiteSettingsKo,
  workspace: consoleWorkspaceKo,
  projects: consoleProjectsKo,
  notifications: consoleNotificationsKo,
  ssh: consoleSshKo,
  presets: consolePresetsKo,
  start: consoleStartKo,
}

function* wordsOf(dictionary: object, path = ''): Generator<readonly [string, unknown]> {
  for (const [key, value] of Object.entries(dictionary)) {
    if (typeof value === 'object' && value !== null) yield* wordsOf(value, `${path}${key}.`)
    else yield [`${path}${key}`, value]
  }
}

/** A reason needs no next step where there is none. */
const mayBeEmpty = /^reasons\.reasons\..*\.next$/
/** Names that are the same in every language. */
const mayBeAlike = /^(sessions|reasons|problems|presets\.(fields|units))\./

test('no text is empty', () => {
  const empty = [english, korean].flatMap((dictionary) =>
    [...wordsOf(dictionary)].filter(([key, words]) => words === '' && !mayBeEmpty.test(key)),
  )
  expect(empty).toEqual([])
})

test('no Korean text was left in English', () => {
  const meant = new Map(wordsOf(english))
  const left = [...wordsOf(korean)].filter(
    ([key, words]) => typeof words === 'string' && words !== '' && words === meant.get(key) && !mayBeAlike.test(key),
  )
  expect(left).toEqual([])
})

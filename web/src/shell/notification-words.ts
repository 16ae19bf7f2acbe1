/** What a notification says, and where it leads to. Loaded with the first one that is shown. */
import type { Notification } from '@berth/contract/notifications.ts'
import { consoleNotificationsEn } from '@berth/contract/texts/console-notifications.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { useUploadWords } from '../parts/uploads/upload-texts.ts'
import { paths } from '../paths.ts'
import { useLanguage, useTexts } from '../texts/app-texts.ts'
import { createPageTexts } from '../texts/page-texts.ts'
import { sayError } from '../texts/say-error.ts'

type NotificationTexts = Texts<typeof consoleNotificationsEn>

const useNotificationTexts = createPageTexts<NotificationTexts>(consoleNotificationsEn, {
  ko: async () => (await import('@berth/contract/texts/console-notifications.ko.ts')).consoleNotificationsKo,
  id: async () => (await import('@berth/contract/texts/console-notifications.id.ts')).consoleNotificationsId,
  ru: async () => (await import('@berth/contract/texts/console-notifications.ru.ts')).consoleNotificationsRu,
  fr: async () => (await import('@berth/contract/texts/console-notifications.fr.ts')).consoleNotificationsFr,
  mn: async () => (await import('@berth/contract/texts/console-notifications.mn.ts')).consoleNotificationsMn,
})

export interface NotificationWords {
  readonly title: string
  readonly text: string
  /** Within the console, or elsewhere in the web. */
  readonly link?: { readonly label: string; readonly to: string } | { readonly label: string; readonly href: string }
  /** Somebody else's words, long perhaps. */
  readonly more?: { readonly label: string; readonly text: string }
}

export function useNotificationWords() {
  const t = useNotificationTexts()
  const { reasons } = useTexts()
  const { language } = useLanguage()
  const { t: uploads, say } = useUploadWords()
  return useMemo(
    () => ({
      t,
      failureOf: (error: unknown) => sayError(error, t.noAnswer),
      wordsOf: (one: Notification): NotificationWords =>
        one.kind === 'upload' ? uploadWords(one, uploads, say) : wordsOf(one, t, reasons.reasons, language),
    }),
    [t, reasons, language, uploads, say],
  )
}

type UploadWords = ReturnType<typeof useUploadWords>

function uploadWords(
  { parameters: { folder, name, files, done, failed }, progress: { step } }: Extract<Notification, { kind: 'upload' }>,
  t: UploadWords['t'],
  say: UploadWords['say'],
): NotificationWords {
  const arrived = t.arrived({ done: say(done), files: say(files) })
  const more = step === 'interrupted' ? t.begun.text : failed > 0 ? t.failed({ count: failed, text: say(failed) }) : ''
  return {
    title: `${t.states[step]}: ${t.to({ count: files, text: say(files), folder: name })}`,
    text: `${arrived} ${more}`.trim(),
    link: { label: t.show, to: paths.folder(folder) },
  }
}

type Reasons = ReturnType<typeof useTexts>['reasons']['reasons']

function wordsOf(
  one: Exclude<Notification, { kind: 'upload' }>,
  t: NotificationTexts,
  reasons: Reasons,
  language: string,
): NotificationWords {
  const name = (by: string | null) => ({ by: by ?? t.administrator })
  const toSession = (label: string, session: string) => ({ label, to: paths.session(session) })
  switch (one.kind) {
    case 'two-factor-reset': {
      const { title, text, link } = t.kinds[one.kind]
      return { title, text: text(name(one.parameters.by)), link: { label: link, to: paths.accountTab('security') } }
    }
    case 'password-set':
    case 'account-reactivated': {
      const { title, text, link } = t.kinds[one.kind]
      return { title, text: text(name(one.parameters.by)), link: { label: link, to: paths.accountTab('activity') } }
    }
    case 'workspace-invitation': {
      const { title, text, link } = t.kinds[one.kind]
      const said = { ...one.parameters, ...name(one.parameters.by) }
      return { title: title(said), text: text(said), link: { label: link, to: paths.workspace } }
    }
    case 'folder-invitation': {
      const { title, text, link } = t.kinds[one.kind]
      return {
        title: title({ ...one.parameters, ...name(one.parameters.by) }),
        text,
        link: { label: link, to: paths.data },
      }
    }
    case 'folder-share-ended': {
      const { title, text } = t.kinds[one.kind]
      return { title: title(one.parameters), text: text(name(one.parameters.by)) }
    }
    case 'session-idle-soon': {
      const { title, text, link } = t.kinds[one.kind]
      const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(one.parameters.endsAt))
      return { title: title(one.parameters), text: text({ time }), link: toSession(link, one.parameters.session) }
    }
    case 'terminal-shared': {
      const { title, text, link } = t.kinds[one.kind]
      const said = name(one.parameters.by)
      return {
        title: title(said),
        text: text(one.parameters),
        link: { label: link, to: paths.sharedTerminal(one.parameters.share) },
      }
    }
    case 'session-idle-ended':
    case 'session-ended-by-administrator':
    case 'session-lifetime-over': {
      const { title, text, link } = t.kinds[one.kind]
      return { title: title(one.parameters), text, link: toSession(link, one.parameters.session) }
    }
    case 'session-start-failed': {
      const { title, text, link } = t.kinds[one.kind]
      const reason = reasons[one.parameters.reason]
      const why = `${reason.text} ${reason.next}`.trim()
      return { title: title(one.parameters), text: text({ why }), link: toSession(link, one.parameters.session) }
    }
    case 'session-start': {
      const { link, ...titles } = t.kinds[one.kind]
      const { state, step } = one.progress
      const reason = reasons[step]
      // What somebody might do meanwhile or now; while it comes further by itself the step is enough.
      const next = state === 'failed' || step.startsWith('waiting') ? reason.next : ''
      const text = `${reason.text} ${next}`.trim()
      return { title: titles[state](one.parameters), text, link: toSession(link, one.parameters.session) }
    }
    case 'update-available': {
      const { title, text, notes: label, link } = t.kinds[one.kind]
      const { version, notes, url } = one.parameters
      return {
        title: title({ version }),
        text: text({ version }),
        ...(url === null ? {} : { link: { label: link, href: url } }),
        ...(notes === '' ? {} : { more: { label, text: notes } }),
      }
    }
  }
}

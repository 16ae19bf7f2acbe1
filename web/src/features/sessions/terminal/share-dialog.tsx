/** Who may look at a terminal: add somebody, take it back. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { Session } from '@berth/contract/sessions.ts'
import type { TerminalShare } from '@berth/contract/terminal-shares.ts'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { useForm } from '../../../ui/form.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { useUiTexts } from '../../../ui/ui-texts.tsx'
import { useActivityWords } from '../activity-words.ts'
import styles from './share-dialog.module.css'

export interface ShareDialogProps {
  readonly session: Session
  readonly terminal: string
  readonly title: string
  readonly onClose: () => void
}

const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: ['terminal-shares', id],
    queryFn: () => client.terminalShares.list({ params: { id } }),
    staleTime: 0,
  })

export function ShareDialog({ session, terminal, title, onClose }: ShareDialogProps) {
  const { t, failureLine, failureOf } = useActivityWords()
  const words = t.share
  const { texts } = useUiTexts()
  const cache = useQueryClient()
  const query = useQuery(sharesQuery(session.id))
  const changed = () => cache.invalidateQueries(sharesQuery(session.id))
  const form = useForm({
    initial: { with: '' },
    check: (values) => (values.with.trim() === '' ? { with: words.errors.with } : {}),
    async submit(values) {
      try {
        const body = { terminal, with: values.with.trim() }
        const share = await client.terminalShares.create({ params: { id: session.id }, body })
        showToast({ text: words.shown({ name: share.with.name }) })
        form.set({ with: '' })
        await changed()
        return undefined
      } catch (error) {
        const isUnknown = error instanceof ApiProblem && error.body.type === 'invalid-input'
        return { with: isUnknown ? words.errors.unknown : failureLine(error) }
      }
    },
  })
  const takeBack = async (share: TerminalShare) => {
    try {
      await client.terminalShares.remove({ params: { id: session.id, share: share.id } })
      showToast({ text: words.takenBack({ name: share.with.name }) })
    } catch (error) {
      showToast({ text: failureLine(error), tone: 'bad' })
    } finally {
      await changed()
    }
  }
  const mine = query.data?.items.filter((share) => share.terminal === terminal)
  return (
    <FormDialog
      title={words.title({ terminal: title })}
      form={form}
      verb={words.verb}
      onClose={onClose}
      cancel={texts.close}
    >
      <div className={styles.fields}>
        <p>{words.text}</p>
        <TextField {...form.field('with')} label={words.with} help={words.withHelp} isCode autoFocus />
        <section aria-labelledby="share-list">
          <h3 id="share-list">{words.list}</h3>
          {query.error !== null && mine === undefined && (
            <NotLoaded isCompact title={words.failed} query={query} failureOf={failureOf} />
          )}
          {mine?.length === 0 && <p className={styles.none}>{words.nobody}</p>}
          <ul className={styles.list}>
            {mine?.map((share) => (
              <li key={share.id}>
                <span className={styles.who}>
                  {share.with.name} <code>{share.with.username}</code>
                </span>
                <span className={styles.none}>
                  {words.since} <RelativeTime at={share.createdAt} isFocusable={false} />
                </span>
                <IconButton
                  compact
                  label={words.takeBack({ name: share.with.name })}
                  onPress={() => void takeBack(share)}
                >
                  <CloseIcon />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </FormDialog>
  )
}

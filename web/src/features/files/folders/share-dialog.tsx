/** Who is invited to a folder of one's own, and who uses it. */
import type { FolderShare } from '@berth/contract/folder-shares.ts'
import type { Folder, FolderPermission } from '@berth/contract/folders.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoreRows } from '../../../parts/more-rows.tsx'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import type { ErrorWords } from '../../../texts/describe-error.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useForm } from '../../../ui/form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Segmented } from '../../../ui/radio-group.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { Badge } from '../../../ui/status.tsx'
import { SubmitButton } from '../../../ui/submit-button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { sharesQuery, useFolderChanges } from './folder-queries.ts'
import { useFolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

export interface ShareDialogProps {
  readonly folder: Folder
  readonly onClose: () => void
}

export function ShareDialog({ folder, onClose }: ShareDialogProps) {
  const { t } = useFolderWords()
  return (
    <Dialog isOpen onOpenChange={onClose} title={t.sharing.title(folder)}>
      <Invite folder={folder} />
      <Shares folder={folder} />
    </Dialog>
  )
}

const emailLike = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

function Invite({ folder }: { readonly folder: Folder }) {
  const { t, failureOf } = useFolderWords()
  const words = t.sharing
  const { invite } = useFolderChanges()
  const [error, setError] = useState<ErrorWords>()
  const form = useForm<{ readonly email: string; readonly permission: FolderPermission }>({
    initial: { email: '', permission: 'ro' },
    check: ({ email }) => ({ email: emailLike.test(email.trim()) ? undefined : words.emailWrong }),
    async submit({ email, permission }) {
      setError(undefined)
      try {
        const share = await invite(folder, { email: email.trim(), permission })
        showToast({ text: words.invited(share), tone: 'ok' })
        form.set({ email: '' })
        return undefined
      } catch (failure) {
        setError(failureOf(failure))
        return {}
      }
    },
  })
  return (
    <form className={styles.fields} noValidate onSubmit={form.onSubmit}>
      <div className={styles.invite}>
        <TextField {...form.field('email')} type="email" label={words.email} help={words.emailHelp} autoFocus />
        <Segmented
          label={words.permission}
          value={form.values.permission}
          onChange={(permission) => form.set({ permission })}
          items={(['ro', 'rw'] as const).map((id) => ({ id, label: t.permissions[id] }))}
        />
      </div>
      {error !== undefined && (
        <Notice tone="bad" title={error.title}>
          {error.detail}
        </Notice>
      )}
      <div className={styles.buttons}>
        <SubmitButton isPending={form.isPending}>{words.verb}</SubmitButton>
      </div>
    </form>
  )
}

interface Ending {
  readonly share: FolderShare
  readonly how: 'end' | 'less'
}

function Shares({ folder }: { readonly folder: Folder }) {
  const { t, failureOf, failureLine } = useFolderWords()
  const words = t.sharing
  const list = useInfiniteQuery(sharesQuery(folder.id))
  const { changeShare, endShare } = useFolderChanges()
  const [ending, setEnding] = useState<Ending>()
  const shares = list.data?.pages.flatMap(({ items }) => items)
  if (shares === undefined)
    return list.error === null ? (
      <SkeletonRegion>
        <Skeleton width="100%" height="4rem" />
      </SkeletonRegion>
    ) : (
      <NotLoaded title={words.notLoaded} query={list} failureOf={failureOf} />
    )
  const change = async (share: FolderShare, permission: FolderPermission) => {
    await changeShare(folder, share, permission)
    const text = words.changed({ email: share.email, permission: words.may[permission] })
    showToast({ text, tone: 'ok' })
  }
  return (
    <section aria-labelledby="folder-shares" className={styles.shares}>
      <h3 id="folder-shares">{words.who}</h3>
      {shares.length === 0 && <p className={styles.faint}>{words.nobody}</p>}
      <ul>
        {shares.map((share) => (
          <li key={share.id}>
            <span className={styles.names}>
              <span>{share.userName ?? share.email}</span>
              <span className={styles.title}>
                {share.userName !== null && <span className={styles.faint}>{share.email}</span>}
                <Badge tone={share.status === 'accepted' ? 'ok' : 'neutral'}>{words[share.status]}</Badge>
              </span>
            </span>
            <span className={styles.buttons}>
              <Segments
                label={words.permissionOf(share)}
                value={share.permission}
                onChange={(permission) => {
                  if (permission === 'ro' && share.status === 'accepted') setEnding({ share, how: 'less' })
                  else
                    void change(share, permission).catch((error: unknown) =>
                      showToast({ text: failureLine(error), tone: 'bad' }),
                    )
                }}
                items={(['ro', 'rw'] as const).map((id) => ({ id, label: t.short[id] }))}
              />
              <Button
                compact
                aria-label={share.status === 'pending' ? words.takeBackOf(share) : words.endOf(share)}
                onPress={() => setEnding({ share, how: 'end' })}
              >
                {share.status === 'pending' ? words.takeBack : words.end}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <MoreRows list={list}>{words.more}</MoreRows>
      {ending !== undefined && (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setEnding(undefined)}
          title={ending.how === 'end' ? words.endTitle(ending.share) : words.lessTitle(ending.share)}
          verb={ending.how === 'end' ? words.endVerb : words.lessVerb}
          sayError={failureLine}
          onConfirm={async () => {
            if (ending.how === 'less') return change(ending.share, 'ro')
            await endShare(folder, ending.share)
            showToast({ text: words.ended(ending.share), tone: 'ok' })
          }}
        >
          <p>{ending.how === 'end' ? words.endText : words.lessText}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}

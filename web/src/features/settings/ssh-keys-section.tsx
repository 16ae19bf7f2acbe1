/** The keys that let somebody into their sessions, each with its public half to copy (3.2). */
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { SshKey } from '@berth/contract/ssh-keys.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { client } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { EmptyState } from '../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { SshKeyRow, type SshKeyAction } from './ssh-key-row.tsx'
import { sshKeysQuery } from './ssh-keys-query.ts'

const EnterKeyDialog = lazyPart(async () => (await import('./enter-key-dialog.tsx')).EnterKeyDialog)
const GenerateKeyDialog = lazyPart(async () => (await import('./generate-key-dialog.tsx')).GenerateKeyDialog)
const RenameKeyDialog = lazyPart(async () => (await import('./rename-key-dialog.tsx')).RenameKeyDialog)

type Open = { readonly name: 'generate' | 'enter' } | { readonly name: SshKeyAction; readonly sshKey: SshKey }

export function SshKeysSection() {
  const { t } = useGeneralWords()
  const words = t.keys
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const buttons = (
    <>
      <Button look="primary" onPress={() => setOpen({ name: 'generate' })}>
        <PlusIcon />
        {words.generate}
      </Button>
      <Button onPress={() => setOpen({ name: 'enter' })}>{words.enter}</Button>
    </>
  )
  return (
    <section className={styles.card} aria-labelledby="ssh-keys">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id="ssh-keys">{words.title}</h2>
          <p className={styles.muted}>{words.text}</p>
        </div>
        <div className={styles.buttons}>{buttons}</div>
      </div>
      <Keys onAction={(name, sshKey) => setOpen({ name, sshKey })} />
      <Suspense>
        {open?.name === 'generate' && <GenerateKeyDialog onClose={close} />}
        {open?.name === 'enter' && <EnterKeyDialog onClose={close} />}
        {open?.name === 'rename' && <RenameKeyDialog sshKey={open.sshKey} onClose={close} />}
      </Suspense>
      {open !== undefined && 'sshKey' in open && <Confirmation {...open} onClose={close} />}
    </section>
  )
}

function Keys({ onAction }: { readonly onAction: (action: SshKeyAction, sshKey: SshKey) => void }) {
  const { t, failureOf } = useGeneralWords()
  const query = useQuery(sshKeysQuery)
  const { data } = query
  if (data === undefined) {
    if (query.error === null)
      return (
        <SkeletonRegion>
          <Skeleton width="100%" height="4rem" />
        </SkeletonRegion>
      )
    return <NotLoaded title={t.notLoaded} query={query} failureOf={failureOf} />
  }
  if (data.items.length === 0)
    return (
      <EmptyState icon={<KeyIcon size={24} />} title={t.keys.none} headingLevel={3}>
        {t.keys.noneText}
      </EmptyState>
    )
  return (
    <ul className={styles.keys} aria-label={t.keys.list}>
      {data.items.map((sshKey) => (
        <SshKeyRow key={sshKey.id} sshKey={sshKey} onAction={(action) => onAction(action, sshKey)} />
      ))}
    </ul>
  )
}

interface ConfirmationProps {
  readonly name: SshKeyAction
  readonly sshKey: SshKey
  readonly onClose: () => void
}

function Confirmation({ name, sshKey, onClose }: ConfirmationProps) {
  const { t, failureLine } = useGeneralWords()
  const words = t.keys
  const cache = useQueryClient()
  if (name === 'rename') return null
  const params = { id: sshKey.id }
  const change =
    name === 'remove'
      ? () => client.sshKeys.remove({ params })
      : () => client.sshKeys.update({ params, body: { privateKeyKept: false } })
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={name === 'remove' ? words.removeTitle(sshKey) : words.forgetTitle(sshKey)}
      verb={name === 'remove' ? words.removeVerb : words.forgetVerb}
      sayError={failureLine}
      onConfirm={async () => {
        await change()
        await cache.invalidateQueries({ queryKey: sshKeysQuery.queryKey })
      }}
    >
      <p>{name === 'remove' ? words.removeText : words.forgetText}</p>
      {name === 'remove' && sshKey.privateKeyKept && <p>{words.removePrivateText}</p>}
    </ConfirmDialog>
  )
}

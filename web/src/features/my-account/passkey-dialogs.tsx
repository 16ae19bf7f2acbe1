import { line } from '@berth/contract/shapes.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { isKnownAlready, makePasskey } from '../../parts/passkey-ceremony.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { passkeysQuery } from './account-queries.ts'
import { useAccountWords } from './account-texts.ts'
import { deviceWords } from './device-words.ts'
import type { Passkey } from './passkeys-section.tsx'

const nameRule = line(1, 64)

interface NameDialogProps {
  readonly title: string
  readonly text?: string
  readonly initial: string
  readonly verb: string
  /** What to say when it was not done; nothing when it was. */
  readonly onName: (name: string) => Promise<string | undefined>
  readonly onClose: () => void
}

function NameDialog({ title, text, initial, verb, onName, onClose }: NameDialogProps) {
  const t = useAccountWords().t.passkeys
  const [error, setError] = useState<string>()
  const form = useForm({
    initial: { name: initial },
    check: ({ name }) => ({ name: nameRule.safeParse(name).success ? undefined : t.nameWrong }),
    async submit({ name }) {
      setError(undefined)
      const said = await onName(name.trim())
      if (said === undefined) onClose()
      else setError(said)
    },
  })
  return (
    <FormDialog title={title} size="small" form={form} verb={verb} onClose={onClose}>
      {error !== undefined && <Notice tone="warn">{error}</Notice>}
      {text !== undefined && <p>{text}</p>}
      <TextField {...form.field('name')} label={t.name} help={t.nameHelp} maxLength={64} autoFocus />
    </FormDialog>
  )
}

export function AddPasskeyDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useAccountWords()
  const t = words.t.passkeys
  const cache = useQueryClient()
  const add = async (name: string): Promise<string | undefined> => {
    try {
      const { challenge, options } = await client.passkeys.begin()
      const credential = await makePasskey(options)
      if (credential === undefined) return t.cancelled
      await client.passkeys.register({ body: { challenge, name, credential } })
    } catch (error) {
      if (isKnownAlready(error)) return t.known
      return error instanceof DOMException ? t.failed : words.failureLine(error)
    }
    await cache.invalidateQueries({ queryKey: passkeysQuery.queryKey })
    showToast({ text: t.addedToast({ name }), tone: 'ok' })
    return undefined
  }
  return (
    <NameDialog
      title={t.addTitle}
      text={t.addText}
      initial={deviceWords(navigator.userAgent, { unknown: '', on: t.here })}
      verb={t.continue}
      onName={add}
      onClose={onClose}
    />
  )
}

export interface RenamePasskeyDialogProps {
  readonly passkey: Passkey
  readonly onClose: () => void
}

export function RenamePasskeyDialog({ passkey, onClose }: RenamePasskeyDialogProps) {
  const words = useAccountWords()
  const t = words.t.passkeys
  const cache = useQueryClient()
  const rename = async (name: string): Promise<string | undefined> => {
    try {
      await client.passkeys.rename({ params: { id: passkey.id }, body: { name } })
    } catch (error) {
      return words.failureLine(error)
    }
    await cache.invalidateQueries({ queryKey: passkeysQuery.queryKey })
    return undefined
  }
  return (
    <NameDialog
      title={t.renameTitle({ name: passkey.name })}
      initial={passkey.name}
      verb={t.rename}
      onName={rename}
      onClose={onClose}
    />
  )
}

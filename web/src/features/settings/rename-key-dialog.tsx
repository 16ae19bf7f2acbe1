import type { SshKey } from '@berth/contract/ssh-keys.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useGeneralWords } from './general-texts.ts'
import { checkName } from './key-form.ts'
import { sshKeysQuery } from './ssh-keys-query.ts'

export interface RenameKeyDialogProps {
  readonly sshKey: SshKey
  readonly onClose: () => void
}

export function RenameKeyDialog({ sshKey, onClose }: RenameKeyDialogProps) {
  const { t, failureLine } = useGeneralWords()
  const cache = useQueryClient()
  const [error, setError] = useState<string>()
  const form = useForm({
    initial: { name: sshKey.name },
    check: ({ name }) => ({ name: checkName(name, t) }),
    async submit({ name }) {
      setError(undefined)
      try {
        await client.sshKeys.update({ params: { id: sshKey.id }, body: { name: name.trim() } })
        await cache.invalidateQueries({ queryKey: sshKeysQuery.queryKey })
        onClose()
      } catch (failure) {
        setError(failureLine(failure))
      }
    },
  })
  return (
    <FormDialog title={t.keys.renameTitle(sshKey)} size="small" form={form} verb={t.keys.rename} onClose={onClose}>
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
      <TextField {...form.field('name')} label={t.keys.name} help={t.keys.nameHelp} maxLength={64} autoFocus />
    </FormDialog>
  )
}

import type { SshKey } from '@berth/contract/ssh-keys.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { useGeneralWords } from './general-texts.ts'
import { checkName } from './key-form.ts'
import { sshKeysQuery } from './ssh-keys-query.ts'

export interface RenameKeyDialogProps {
  readonly sshKey: SshKey
  readonly onClose: () => void
}

export function RenameKeyDialog({ sshKey, onClose }: RenameKeyDialogProps) {
  const { t, failureLine } = useGeneralWords()
  const { texts } = useUiTexts()
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
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.keys.renameTitle(sshKey)}
      size="small"
      onSubmit={form.onSubmit}
      footer={
        <>
          <Button onPress={onClose}>{texts.cancel}</Button>
          <SubmitButton isPending={form.isPending}>{t.keys.rename}</SubmitButton>
        </>
      }
    >
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
      <TextField {...form.field('name')} label={t.keys.name} help={t.keys.nameHelp} maxLength={64} autoFocus />
    </Dialog>
  )
}

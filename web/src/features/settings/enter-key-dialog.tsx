import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useGeneralWords } from './general-texts.ts'
import { checkKey, refusedKey, type KeyValues } from './key-form.ts'
import { sshKeysQuery } from './ssh-keys-query.ts'

export function EnterKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, failureLine } = useGeneralWords()
  const words = t.keys
  const cache = useQueryClient()
  const [error, setError] = useState<string>()
  const form = useForm<KeyValues>({
    initial: { name: '', publicKey: '', privateKey: '' },
    check: (values) => checkKey(values, t),
    async submit({ name, publicKey, privateKey }) {
      setError(undefined)
      try {
        const body = { name: name.trim(), publicKey, ...(privateKey.trim() === '' ? {} : { privateKey }) }
        const added = await client.sshKeys.add({ body })
        await cache.invalidateQueries({ queryKey: sshKeysQuery.queryKey })
        showToast({ text: words.addedToast(added), tone: 'ok' })
        onClose()
        return undefined
      } catch (failure) {
        const refused = refusedKey(failure, t)
        if (refused === undefined) setError(failureLine(failure))
        return refused ?? {}
      }
    },
  })
  return (
    <FormDialog title={words.enterTitle} form={form} verb={words.enterVerb} onClose={onClose}>
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
      <TextField {...form.field('name')} label={words.name} help={words.nameHelp} maxLength={64} autoFocus />
      <TextField {...form.field('publicKey')} label={words.publicKey} help={words.publicKeyHelp} rows={3} isCode />
      <TextField
        {...form.field('privateKey')}
        label={words.privateKey}
        help={words.privateKeyHelp}
        rows={5}
        isCode
        isOptional
      />
    </FormDialog>
  )
}

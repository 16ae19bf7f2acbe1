/** A new pair: what is to be made, then both halves, of which the private one leaves the screen only when it was saved. */
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { sshKeys } from '@berth/contract/ssh-keys.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useGeneralWords } from './general-texts.ts'
import { checkName } from './key-form.ts'
import { MadePairDialog } from './made-pair-dialog.tsx'
import { sshKeysQuery } from './ssh-keys-query.ts'

export type MadePair = CallResult<typeof sshKeys.generate>

interface Values {
  readonly name: string
  readonly type: 'ed25519' | 'rsa'
  readonly keep: boolean
}

export function GenerateKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<MadePair>()
  return made === undefined ? (
    <AskDialog onMade={setMade} onClose={onClose} />
  ) : (
    <MadePairDialog pair={made} onClose={onClose} />
  )
}

function AskDialog({ onMade, onClose }: { readonly onMade: (pair: MadePair) => void; readonly onClose: () => void }) {
  const { t, failureLine } = useGeneralWords()
  const words = t.keys
  const cache = useQueryClient()
  const [error, setError] = useState<string>()
  const form = useForm<Values>({
    initial: { name: '', type: 'ed25519', keep: false },
    check: ({ name }) => ({ name: checkName(name, t) }),
    async submit({ name, type, keep }) {
      setError(undefined)
      try {
        const pair = await client.sshKeys.generate({ body: { name: name.trim(), type, keepPrivateKey: keep } })
        // Shown first, whatever becomes of the list.
        onMade(pair)
        void cache.invalidateQueries({ queryKey: sshKeysQuery.queryKey })
      } catch (failure) {
        setError(failureLine(failure))
      }
    },
  })
  return (
    <FormDialog title={words.generateTitle} form={form} verb={words.generateVerb} onClose={onClose}>
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
      <p>{words.generateText}</p>
      <TextField {...form.field('name')} label={words.name} help={words.nameHelp} maxLength={64} autoFocus />
      <RadioGroup
        label={words.type}
        value={form.values.type}
        onChange={(type) => form.set({ type })}
        items={[
          { id: 'ed25519', label: words.ed25519, help: words.ed25519Help },
          { id: 'rsa', label: words.rsa, help: words.rsaHelp },
        ]}
      />
      <Checkbox
        label={words.keep}
        help={words.keepHelp}
        isSelected={form.values.keep}
        onChange={(keep) => form.set({ keep })}
      />
    </FormDialog>
  )
}

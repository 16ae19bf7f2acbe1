/** Whose turn it is in the queue of a group, and for whom room is held back. */
import { longestHold, schedulers } from '@berth/contract/resource-groups.ts'
import type { ResourceGroup, Scheduler } from '@berth/contract/resource-groups.ts'
import { useState } from 'react'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useGroupChanges } from './group-queries.ts'
import { useGroupWords } from './group-texts.ts'
import shared from '../../parts/amounts-page.module.css'

interface Values {
  readonly scheduler: Scheduler
  readonly minutes: string
}

/** Seconds of what is typed in minutes; not a number where it is none, nor whole seconds. */
function secondsIn(minutes: string): number {
  const text = minutes.trim().replace(',', '.')
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 60) : Number.NaN
  return seconds <= longestHold ? seconds : Number.NaN
}

export interface GroupDialogProps {
  readonly group: ResourceGroup
  readonly onClose: () => void
}

export function GroupDialog({ group, onClose }: GroupDialogProps) {
  const { t, failureLine } = useGroupWords()
  const words = t.form
  const { update } = useGroupChanges()
  const [error, setError] = useState<string>()
  const form = useForm<Values>({
    initial: { scheduler: group.scheduler, minutes: String(Number((group.holdAfter / 60).toFixed(2))) },
    check: ({ minutes }) => ({ minutes: Number.isNaN(secondsIn(minutes)) ? words.holdAfterWrong : undefined }),
    async submit({ scheduler, minutes }) {
      setError(undefined)
      const holdAfter = secondsIn(minutes)
      const body = {
        ...(scheduler === group.scheduler ? {} : { scheduler }),
        ...(holdAfter === group.holdAfter ? {} : { holdAfter }),
      }
      const isChanged = Object.keys(body).length > 0
      try {
        if (isChanged) await update(group, body)
        showToast(isChanged ? { text: words.saved(group), tone: 'ok' } : { text: words.unchanged })
        onClose()
        return undefined
      } catch (failure) {
        setError(failureLine(failure))
        return {}
      }
    },
  })
  return (
    <FormDialog title={words.title(group)} form={form} verb={words.verb} onClose={onClose}>
      <div className={shared.fields}>
        <RadioGroup
          label={words.scheduler}
          value={form.values.scheduler}
          onChange={(scheduler) => form.set({ scheduler })}
          items={schedulers.map((id) => ({ id, label: t.schedulers[id], help: t.schedulerHelp[id] }))}
        />
        <TextField
          {...form.field('minutes')}
          label={words.holdAfter}
          help={words.holdAfterHelp}
          inputMode="decimal"
          maxLength={8}
          after={<span className={shared.unit}>{words.minutes}</span>}
        />
        <p className={shared.muted}>{words.effect}</p>
        {error !== undefined && <Notice tone="bad">{error}</Notice>}
      </div>
    </FormDialog>
  )
}

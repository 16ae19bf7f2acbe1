/** What most sessions do without: environment variables, start time, time limit. */
import type { ResourceReport } from '@berth/contract/resources.ts'
import { useRef, useState } from 'react'
import type { ClipboardEvent } from 'react'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Field, FieldGroup, useField } from '../../../ui/field.tsx'
import type { FieldProps } from '../../../ui/field.tsx'
import type { Form } from '../../../ui/form.ts'
import { PlusIcon } from '../../../ui/action-icons.tsx'
import { icon } from '../../../ui/icon.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { parseEnvLines } from './start-form.ts'
import type { EnvRow, StartValues } from './start-form.ts'
import { useStartWords } from './start-texts.ts'
import styles from './start.module.css'

export interface StartAdvancedProps {
  readonly form: Form<StartValues>
  /** Of variables that are known by name only: where their values are. */
  readonly envNote: string | undefined
  /** What a policy allows at most. */
  readonly lifetime: ResourceReport['lifetime']
}

const ChevronRightIcon = icon(<path d="m6 4 4 4-4 4" />)

const digits = (text: string): number | null => {
  const kept = text.replace(/\D/g, '').slice(0, 9)
  return kept === '' ? null : Number(kept)
}

export function StartAdvanced({ form, envNote, lifetime }: StartAdvancedProps) {
  const { t } = useStartWords()
  const { values } = form
  return (
    <>
      <Details {...{ form, envNote, lifetime }} />
      <Checkbox
        label={t.form.skipScripts}
        help={t.form.skipScriptsHelp}
        isSelected={values.skipUserScripts}
        onChange={(skipUserScripts) => form.set({ skipUserScripts })}
      />
    </>
  )
}

function Details({ form, envNote, lifetime }: StartAdvancedProps) {
  const { t } = useStartWords()
  const { values, field } = form
  const [isOpen, setOpen] = useState(values.env.length > 0)
  const names = ['env', 'startsAt', 'timeLimit'] as const
  const isWrong = names.some((name) => field(name).error !== undefined)
  const timeLimit = field('timeLimit')
  return (
    // an error must not hide
    <details
      className={styles.advanced}
      open={isOpen || isWrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <ChevronRightIcon size={14} />
        {values.type === 'batch' ? t.form.advanced : t.form.advancedShort}
      </summary>
      <div className={styles.fields}>
        <EnvRows form={form} envNote={envNote} />
        <div className={styles.row}>
          {values.type === 'batch' && (
            <>
              <TimeField label={t.form.startsAt} help={t.form.startsAtHelp} {...field('startsAt')} />
              <TextField
                label={t.form.timeLimit}
                help={
                  lifetime === null
                    ? t.form.timeLimitHelp
                    : t.form.timeLimitMost({ minutes: Math.floor(lifetime.max / 60) })
                }
                error={timeLimit.error}
                value={timeLimit.value === null ? '' : String(timeLimit.value)}
                onChange={(text) => timeLimit.onChange(digits(text))}
                onBlur={timeLimit.onBlur}
                inputMode="numeric"
                after={t.form.minutes}
              />
            </>
          )}
        </div>
      </div>
    </details>
  )
}

interface TimeFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur: () => void
}

function TimeField({ value, onChange, onBlur, ...field }: TimeFieldProps) {
  const ids = useField(field)
  return (
    <Field {...field} ids={ids}>
      <input
        id={ids.id}
        type="datetime-local"
        className={styles.time}
        value={value}
        aria-invalid={ids.isInvalid || undefined}
        aria-describedby={ids.describedBy}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
    </Field>
  )
}

function EnvRows({ form, envNote }: Omit<StartAdvancedProps, 'lifetime'>) {
  const { t } = useStartWords()
  const { value: rows, error, onBlur } = form.field('env')
  const ids = useField({ error, help: t.form.envHelp })
  const list = useRef<HTMLDivElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const next = useRef(rows.length)
  const set = (env: readonly EnvRow[]) => form.set({ env })
  const row = (name = '', value = ''): EnvRow => ({ key: (next.current += 1), name, value })
  const change = (key: number, changes: Partial<EnvRow>) =>
    set(rows.map((item) => (item.key === key ? { ...item, ...changes } : item)))

  // drawn with the next frame; a control that goes must hand the focus on, or the dialog would take it
  const focusRow = (index: number) =>
    requestAnimationFrame(() => {
      const controls = list.current?.querySelectorAll<HTMLElement>('[data-row] > input:first-child') ?? []
      const control = controls[Math.min(index, controls.length - 1)] ?? addButton.current
      control?.focus()
    })
  const add = () => {
    set([...rows, row()])
    focusRow(rows.length)
  }
  const remove = (key: number) => {
    set(rows.filter((other) => other.key !== key))
    focusRow(rows.findIndex((other) => other.key === key))
  }
  const paste = (event: ClipboardEvent, key: number) => {
    const lines = parseEnvLines(event.clipboardData.getData('text/plain'))
    if (lines === undefined) return
    event.preventDefault()
    const at = rows.findIndex((item) => item.key === key)
    const pasted = lines.map((line) => row(line.name, line.value))
    const replaced = rows[at]?.name === '' && rows[at].value === '' ? 1 : 0
    set(rows.toSpliced(at + 1 - replaced, replaced, ...pasted))
    focusRow(at + pasted.length - replaced)
  }

  return (
    <FieldGroup label={t.form.env} help={envNote ?? t.form.envHelp} error={error} ids={ids}>
      <div ref={list} className={styles.env}>
        {rows.map((item, index) => (
          <div key={item.key} data-row className={styles.envRow}>
            <input
              className={styles.envInput}
              aria-label={t.form.envNameOf({ row: index + 1 })}
              placeholder={t.form.envName}
              value={item.name}
              maxLength={128}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              aria-invalid={ids.isInvalid || undefined}
              aria-describedby={ids.describedBy}
              onChange={(event) => change(item.key, { name: event.target.value })}
              onPaste={(event) => paste(event, item.key)}
              onBlur={onBlur}
            />
            <span aria-hidden="true">=</span>
            <input
              className={styles.envInput}
              aria-label={t.form.envValueOf({ row: index + 1 })}
              placeholder={t.form.envValue}
              value={item.value}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              onChange={(event) => change(item.key, { value: event.target.value })}
            />
            <IconButton
              compact
              label={t.form.removeVariable({ name: item.name === '' ? t.form.thisVariable : item.name })}
              onPress={() => remove(item.key)}
            >
              <CloseIcon size={14} />
            </IconButton>
          </div>
        ))}
      </div>
      <div>
        <Button compact onPress={add} ref={addButton}>
          <PlusIcon size={14} />
          {t.form.addVariable}
        </Button>
      </div>
    </FieldGroup>
  )
}

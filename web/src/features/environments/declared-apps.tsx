/** The declared apps of an environment, one below the other. */
import { useRef } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { FieldGroup, useField } from '../../ui/field.tsx'
import type { Form } from '../../ui/form.ts'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { AppRow, EnvironmentValues } from './environment-form.ts'
import { useEnvironmentWords } from './environment-texts.ts'
import styles from './environments.module.css'

export function DeclaredApps({ form }: { readonly form: Form<EnvironmentValues> }) {
  const { t } = useEnvironmentWords()
  const words = t.form
  const { value: rows, error } = form.field('apps')
  const ids = useField({ error, help: words.appsHelp })
  const next = useRef(rows.length)
  const set = (apps: readonly AppRow[]) => form.set({ apps })
  const change = (key: number, changes: Partial<AppRow>) =>
    set(rows.map((row) => (row.key === key ? { ...row, ...changes } : row)))
  const add = () => set([...rows, { key: (next.current += 1), name: '', title: '', command: '', port: '' }])
  return (
    <FieldGroup label={words.apps} help={words.appsHelp} error={error} ids={ids}>
      <div className={styles.apps}>
        {rows.map((row, index) => (
          <fieldset key={row.key} className={styles.app}>
            <legend>{words.app({ number: index + 1 })}</legend>
            <div className={styles.pair}>
              <TextField
                label={words.appName}
                value={row.name}
                onChange={(name) => change(row.key, { name })}
                isCode
                maxLength={25}
              />
              <TextField
                label={words.appTitle}
                value={row.title}
                onChange={(title) => change(row.key, { title })}
                maxLength={64}
              />
              <TextField
                label={words.appPort}
                value={row.port}
                onChange={(port) => change(row.key, { port: port.replace(/\D/g, '') })}
                inputMode="numeric"
                isOptional
                maxLength={5}
              />
            </div>
            <TextField
              label={words.appCommand}
              help={words.appCommandHelp}
              value={row.command}
              onChange={(command) => change(row.key, { command })}
              isCode
              rows={2}
              maxLength={4096}
            />
            <IconButton
              compact
              label={words.removeApp({ name: row.name === '' ? words.thisApp : row.name })}
              onPress={() => set(rows.filter((other) => other.key !== row.key))}
            >
              <CloseIcon size={14} />
            </IconButton>
          </fieldset>
        ))}
      </div>
      <div>
        <Button compact onPress={add}>
          <PlusIcon size={14} />
          {words.addApp}
        </Button>
      </div>
    </FieldGroup>
  )
}

/** What a session runs in, where there is a choice; and what a service needs besides its command. */
import { useQuery } from '@tanstack/react-query'
import { environmentsQuery } from '../../../api/app-queries.ts'
import type { Form } from '../../../ui/form.ts'
import { Segmented } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { StartValues } from './start-form.ts'
import { useStartWords } from './start-texts.ts'
import styles from './start.module.css'

export function StartEnvironment({ form }: { readonly form: Form<StartValues> }) {
  const { t } = useStartWords()
  const { data } = useQuery(environmentsQuery)
  const { value, error } = form.field('environment')
  const items = data?.items ?? []
  const isOffered = items.some(({ name }) => name === value)
  if (items.length === 0 || (items.length === 1 && isOffered)) return null
  return (
    <Select
      label={t.form.environment}
      value={isOffered ? value : undefined}
      onChange={(environment) => form.set({ environment })}
      items={items.map(({ name, title, description }) => ({ id: name, label: title, note: description }))}
      error={error ?? (isOffered ? undefined : t.form.errors.environment)}
    />
  )
}

export function StartService({ form }: { readonly form: Form<StartValues> }) {
  const { t } = useStartWords()
  return (
    <div className={styles.pair}>
      <TextField label={t.form.port} help={t.form.portHelp} {...form.field('port')} inputMode="numeric" maxLength={5} />
      <Segmented
        label={t.form.audience}
        value={form.values.audience}
        onChange={(audience) => form.set({ audience })}
        items={(['owner', 'project'] as const).map((id) => ({ id, label: t.form.audiences[id] }))}
      />
    </div>
  )
}

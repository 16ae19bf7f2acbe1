/** The limits of a policy, group by group. */
import type { ReactNode } from 'react'
import type { Form } from '../../ui/form.ts'
import { LimitField } from './limit-field.tsx'
import shared from '../../parts/amounts-page.module.css'
import styles from './policies.module.css'
import { numberFields } from './policy-form.ts'
import type { PolicyValues } from './policy-form.ts'
import type { PolicyTexts } from './policy-texts.ts'
import { usePolicyWords } from './policy-texts.ts'

type NumberName = keyof typeof numberFields

const groups: Readonly<Record<keyof PolicyTexts['groups'], readonly NumberName[]>> = {
  resources: ['cpu', 'memory', 'gpu', 'gpuShares'],
  sessions: ['concurrentSessions', 'pendingSessions', 'containersPerSession', 'idleTimeout', 'maxSessionLifetime'],
  storage: ['maxFolders', 'folderCapacity'],
}

const unitOf = (name: NumberName, { units }: PolicyTexts): string | undefined => {
  if (name === 'cpu') return units.cpu
  if (name === 'gpu') return units.gpu
  if (name === 'idleTimeout' || name === 'maxSessionLifetime') return units.seconds
  return name === 'memory' || name === 'folderCapacity' ? units.gibibytes : undefined
}

export function PolicyFields({ form }: { readonly form: Form<PolicyValues> }) {
  const { t } = usePolicyWords()
  const help: Readonly<Record<string, string>> = t.help
  const limit = (name: NumberName) => {
    const unit = unitOf(name, t)
    const words = help[name] ?? (groups.resources.includes(name) ? t.help.total : undefined)
    return (
      <LimitField
        key={name}
        {...form.field(name)}
        label={t.fields[name]}
        fresh={name === 'containersPerSession' ? '1' : '0'}
        isAlwaysLimited={numberFields[name].isTime ?? false}
        {...(unit === undefined ? {} : { unit })}
        {...(words === undefined ? {} : { help: words })}
      />
    )
  }
  return (
    <>
      <Group title={t.groups.resources}>{groups.resources.map(limit)}</Group>
      <Group title={t.groups.sessions}>{groups.sessions.map(limit)}</Group>
      <Group title={t.groups.storage}>
        {groups.storage.map(limit)}
        <LimitField
          {...form.field('storageHosts')}
          label={t.fields.storageHosts}
          help={t.help.storageHosts}
          words={t.any}
          isNumber={false}
        />
      </Group>
    </>
  )
}

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles.group}>
    <legend>{title}</legend>
    <div className={shared.amountFields}>{children}</div>
  </fieldset>
)

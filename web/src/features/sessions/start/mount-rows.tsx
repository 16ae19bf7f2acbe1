/** Folders that the session is to see. */
import type { Folder } from '@berth/contract/folders.ts'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { reachableFoldersQuery } from '../../../api/folder-queries.ts'
import { usePreferences } from '../../../parts/preferences.ts'
import { IconButton } from '../../../ui/button.tsx'
import { FieldGroup, useField } from '../../../ui/field.tsx'
import type { Form } from '../../../ui/form.ts'
import { PlusIcon } from '../../../ui/action-icons.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { Segments } from '../../../ui/segments.tsx'
import type { StartValues } from './start-form.ts'
import { canMount, comesByItself, home, isOf, known } from './start-mounts.ts'
import type { MountRow } from './start-mounts.ts'
import { useStartWords } from './start-texts.ts'
import styles from './start.module.css'

/** So many are offered as buttons; all are in the list behind them. */
const mostButtons = 6

export function MountRows({ form }: { readonly form: Form<StartValues> }) {
  const { t } = useStartWords()
  const words = t.mounts
  const { data: folders, isError } = useQuery(reachableFoldersQuery)
  const { hideExamples } = usePreferences()
  const { error } = form.field('mounts')
  const own = folders?.filter(comesByItself).map(({ name }) => name) ?? []
  const help = own.length > 0 ? words.auto({ names: own.join(', ') }) : words.help
  const ids = useField({ error, help })
  const place = useRef<HTMLDivElement>(null)
  const rows = form.values.mounts.map((row) => known(row, folders))
  const offered = (folders ?? []).filter(
    (folder) => canMount(folder) && !(folder.example && hideExamples) && !rows.some((row) => isOf(folder, row)),
  )
  const set = (mounts: readonly MountRow[]) => form.set({ mounts })
  const add = (folder: Folder) =>
    set([...rows, { folder: folder.id, name: folder.name, mode: folder.permission ?? 'ro', path: '' }])
  const remove = (row: MountRow) => {
    set(rows.filter((other) => other !== row))
    // a control that goes must hand the focus on, or the dialog would take it
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('button, select, input')?.focus())
  }
  if (rows.length === 0 && folders !== undefined && offered.length === 0 && own.length === 0) return null
  return (
    <FieldGroup label={words.title} help={isError ? words.notLoaded : help} error={error} ids={ids}>
      <div ref={place} className={styles.mounts}>
        {rows.map((row) => (
          <Mount
            key={row.folder}
            row={row}
            isReadOnly={folders?.find((folder) => isOf(folder, row))?.permission === 'ro'}
            onChange={(changes) => set(rows.map((other) => (other === row ? { ...row, ...changes } : other)))}
            onRemove={() => remove(row)}
          />
        ))}
        {offered.length > 0 && <Offered folders={offered} onAdd={add} />}
      </div>
    </FieldGroup>
  )
}

interface OfferedProps {
  readonly folders: readonly Folder[]
  readonly onAdd: (folder: Folder) => void
}

function Offered({ folders, onAdd }: OfferedProps) {
  const { t } = useStartWords()
  const words = t.mounts
  return (
    <div className={styles.offered}>
      {folders.slice(0, mostButtons).map((folder) => (
        <button key={folder.id} type="button" className={styles.chip} onClick={() => onAdd(folder)}>
          <PlusIcon size={12} />
          <span className="visually-hidden">{words.add} </span>
          {folder.name}
          <span className={styles.mode}>{words.short[folder.permission ?? 'ro']}</span>
        </button>
      ))}
      {folders.length > mostButtons && (
        <select
          className={styles.envInput}
          aria-label={words.addOther}
          value=""
          onChange={(event) => {
            const folder = folders.find(({ id }) => id === event.target.value)
            if (folder !== undefined) onAdd(folder)
          }}
        >
          <option value="">{words.addOther}</option>
          {folders.map(({ id, name, permission }) => (
            <option key={id} value={id}>
              {name} ({words.short[permission ?? 'ro']})
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

interface MountProps {
  readonly row: MountRow
  readonly isReadOnly: boolean
  readonly onChange: (changes: Partial<MountRow>) => void
  readonly onRemove: () => void
}

function Mount({ row, isReadOnly, onChange, onRemove }: MountProps) {
  const { t } = useStartWords()
  const words = t.mounts
  const { name, mode, path } = row
  return (
    <div className={styles.mount}>
      <code>{name}</code>
      <Segments
        label={words.modeOf({ name })}
        value={mode}
        onChange={(next) => onChange({ mode: next })}
        items={[
          { id: 'ro', label: words.short.ro },
          { id: 'rw', label: words.short.rw, isDisabled: isReadOnly },
        ]}
      />
      <input
        className={styles.envInput}
        aria-label={words.pathOf({ name })}
        placeholder={home + name}
        value={path}
        maxLength={255}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => onChange({ path: event.target.value })}
      />
      <IconButton compact label={words.remove({ name })} onPress={onRemove}>
        <CloseIcon size={14} />
      </IconButton>
    </div>
  )
}

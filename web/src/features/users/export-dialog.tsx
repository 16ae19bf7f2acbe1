/** The rows that the list shows, as a file: a plain download, so that it may be as long as it likes. */
import { addressOf } from '@berth/contract/client.ts'
import { useState } from 'react'
import { api } from 'virtual:api-paths'
import { Button } from '../../ui/button.tsx'
import { buttonClass } from '../../ui/button-style.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldGroup, useField } from '../../ui/field.tsx'
import { DownloadIcon } from '../../ui/icons.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import type { UserColumn } from './column-choice.ts'
import { userColumns } from './column-choice.ts'
import styles from './users.module.css'
import { listQueryOf } from './users-search.ts'
import type { UserListFilter } from './users-search.ts'
import { useUserWords } from './users-texts.ts'

export interface ExportDialogProps {
  readonly filter: UserListFilter
  readonly shown: readonly UserColumn[]
  readonly onClose: () => void
}

const moreColumns = ['description', 'active', 'requirePasswordChange', 'allowedClientIps', 'id'] as const
const exportColumns = [...userColumns, ...moreColumns]
type ExportColumn = (typeof exportColumns)[number]

export function ExportDialog({ filter, shown, onClose }: ExportDialogProps) {
  const { t } = useUserWords()
  const { texts } = useUiTexts()
  const words = t.export
  const names: Readonly<Record<ExportColumn, string>> = { ...t.columns, ...t.exportColumns }
  const [fileName, setFileName] = useState(() => `users-${today()}`)
  const [chosen, setChosen] = useState<readonly ExportColumn[]>(shown)
  const isNamed = fileName.trim() !== '' && fileName.trim().length <= 255
  const columnsError = chosen.length === 0 ? words.columnsMissing : undefined
  const ids = useField({ error: columnsError })
  const columns = exportColumns.filter((column) => chosen.includes(column))
  const url = addressOf(api.users.export, {
    query: { ...listQueryOf(filter), columns: columns.join(','), filename: fileName.trim() },
  })
  const isReady = isNamed && columnsError === undefined
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={words.title}
      footer={
        <>
          <Button onPress={onClose}>{texts.cancel}</Button>
          {isReady ? (
            <a className={buttonClass({ look: 'primary' })} href={url} download onClick={onClose}>
              <DownloadIcon />
              {words.verb}
            </a>
          ) : (
            <Button look="primary" isDisabled>
              <DownloadIcon />
              {words.verb}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.muted}>{words.text({ tab: t.tabs[filter.tab] })}</p>
      <TextField
        label={words.fileName}
        help={words.fileNameHelp}
        error={isNamed ? undefined : words.fileNameWrong}
        value={fileName}
        onChange={setFileName}
        maxLength={255}
        isCode
      />
      <FieldGroup label={words.columns} error={columnsError} ids={ids}>
        <div className={styles.choices}>
          {exportColumns.map((column) => (
            <Checkbox
              key={column}
              label={names[column]}
              isSelected={chosen.includes(column)}
              onChange={(isChosen) =>
                setChosen(isChosen ? [...chosen, column] : chosen.filter((one) => one !== column))
              }
            />
          ))}
        </div>
      </FieldGroup>
      <div className={styles.title}>
        <Button compact look="quiet" onPress={() => setChosen(exportColumns)}>
          {words.all}
        </Button>
        <Button compact look="quiet" onPress={() => setChosen([])}>
          {words.none}
        </Button>
      </div>
    </Dialog>
  )
}

/** The day here, not the one in Greenwich. */
function today(): string {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

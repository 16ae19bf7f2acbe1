/**
 * The rows that a list shows, as a file: a plain download, so that it may be as long as it likes. Its name and its
 * columns are chosen here.
 */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { buttonClass } from '../ui/button-style.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FieldGroup, useField } from '../ui/field.tsx'
import { DownloadIcon } from '../ui/action-icons.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useUiTexts } from '../ui/ui-texts.tsx'
import styles from './export-dialog.module.css'
import { useListWords } from './list-texts.ts'

export interface ExportDialogProps<Column extends string> {
  readonly title: string
  /** Which rows; exactly those of the list when not given. */
  readonly text?: string
  /** Of the file, without its end. */
  readonly name: string
  /** By their titles, in the order in which they are exported. */
  readonly columns: Readonly<Record<Column, string>>
  /** Chosen at first; all when not given. */
  readonly chosen?: readonly Column[]
  readonly addressOf: (query: { readonly columns: string; readonly filename: string }) => string
  readonly onClose: () => void
  /** What else is chosen. */
  readonly children?: ReactNode
}

const longestName = 255

export function ExportDialog<Column extends string>(props: ExportDialogProps<Column>) {
  const { title, text, name, columns, addressOf, onClose, children } = props
  const words = useListWords().t.export
  const { texts } = useUiTexts()
  const known = Object.keys(columns) as Column[]
  const [fileName, setFileName] = useState(name)
  const [left, setLeft] = useState<readonly Column[]>(() =>
    known.filter((column) => props.chosen !== undefined && !props.chosen.includes(column)),
  )
  // what is left out is kept: which columns there are may change with what else is chosen
  const chosen = known.filter((column) => !left.includes(column))
  const filename = fileName.trim()
  const isNamed = filename !== '' && filename.length <= longestName
  const columnsError = chosen.length === 0 ? words.columnsMissing : undefined
  const ids = useField({ error: columnsError })
  const verb = (
    <>
      <DownloadIcon />
      {words.verb}
    </>
  )
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button onPress={onClose}>{texts.cancel}</Button>
          {isNamed && columnsError === undefined ? (
            <a
              className={buttonClass({ look: 'primary' })}
              href={addressOf({ columns: chosen.join(','), filename })}
              download
              onClick={onClose}
            >
              {verb}
            </a>
          ) : (
            <Button look="primary" isDisabled>
              {verb}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.muted}>{text ?? words.rows}</p>
      {children}
      <TextField
        label={words.fileName}
        help={words.fileNameHelp}
        error={isNamed ? undefined : words.fileNameWrong}
        value={fileName}
        onChange={setFileName}
        maxLength={longestName}
        isCode
      />
      <FieldGroup label={words.columns} error={columnsError} ids={ids}>
        <div className={styles.choices}>
          {known.map((column) => (
            <Checkbox
              key={column}
              label={columns[column]}
              isSelected={!left.includes(column)}
              onChange={(isChosen) => setLeft(isChosen ? left.filter((one) => one !== column) : [...left, column])}
            />
          ))}
        </div>
      </FieldGroup>
      <div className={styles.buttons}>
        <Button compact look="quiet" onPress={() => setLeft([])}>
          {words.all}
        </Button>
        <Button compact look="quiet" onPress={() => setLeft(known)}>
          {words.none}
        </Button>
      </div>
    </Dialog>
  )
}

/** A name for a file: the page and the day here, not the one in Greenwich. */
export function namedToday(page: string): string {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return `${page}-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The numbers of the page as a file: a plain download, so that it may be as long as it likes. */
import { addressOf } from '@berth/contract/client.ts'
import { useState } from 'react'
import { api } from 'virtual:api-paths'
import { Button } from '../../ui/button.tsx'
import { buttonClass } from '../../ui/button-style.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DownloadIcon } from '../../ui/icons.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { dayWords } from './day-words.ts'
import { asked, type UsageFilter } from './usage-queries.ts'
import { useUsageWords } from './usage-texts.ts'
import styles from './usage.module.css'

export interface ExportDialogProps {
  readonly filter: UsageFilter
  readonly isAdmin: boolean
  readonly onClose: () => void
}

const rows = ['each', 'day', 'project', 'user'] as const
type Rows = (typeof rows)[number]

export function ExportDialog({ filter, isAdmin, onClose }: ExportDialogProps) {
  const { t, language } = useUsageWords()
  const { texts } = useUiTexts()
  const words = t.export
  const [fileName, setFileName] = useState(`usage-${filter.from}-${filter.to}`)
  const [groupBy, setGroupBy] = useState<Rows>('each')
  const isNamed = fileName.trim() !== ''
  const url = addressOf(api.usage.export, { query: { ...asked(filter), groupBy, filename: fileName.trim() } })
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
      title={words.title}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>{texts.cancel}</Button>
          {isNamed ? (
            <a className={buttonClass({ look: 'primary' })} href={url} download onClick={onClose}>
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
      <p className={styles.muted}>
        {words.text({ from: dayWords(language, filter.from), to: dayWords(language, filter.to) })}
      </p>
      <RadioGroup
        label={words.rows}
        value={groupBy}
        onChange={setGroupBy}
        items={rows.filter((id) => id !== 'user' || isAdmin).map((id) => ({ id, label: words.groups[id] }))}
      />
      <TextField
        label={words.fileName}
        help={words.fileNameHelp}
        error={isNamed ? undefined : words.fileNameWrong}
        value={fileName}
        onChange={setFileName}
        maxLength={255}
        isCode
      />
    </Dialog>
  )
}

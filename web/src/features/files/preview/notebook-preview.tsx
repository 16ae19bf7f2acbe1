/** A notebook without its rich outputs, drawn by the console itself: where no other origin can show it. */
import { Badge } from '../../../ui/status.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { MarkdownView } from './markdown-view.tsx'
import { readNotebook } from './notebook.ts'
import type { NotebookCell, Output } from './notebook.ts'
import styles from './preview.module.css'
import { usePreviewWords } from './preview-texts.ts'

export function NotebookPreview({ text }: { readonly text: string }) {
  const { t } = usePreviewWords()
  const cells = readNotebook(text)
  if (cells === undefined)
    return (
      <EmptyState title={t.notebook.broken} headingLevel={3}>
        {t.unreadableText}
      </EmptyState>
    )
  if (cells.length === 0) return <EmptyState title={t.notebook.none} headingLevel={3} />
  return (
    <div className={styles.notebook}>
      {cells.map((cell, index) => (
        <Cell key={index} cell={cell} />
      ))}
    </div>
  )
}

function Cell({ cell }: { readonly cell: NotebookCell }) {
  const { t, say } = usePreviewWords()
  if (cell.kind === 'markdown') return <MarkdownView text={cell.text} />
  if (cell.kind === 'raw')
    return (
      <pre className={styles.text} tabIndex={0}>
        {cell.text}
      </pre>
    )
  const count = cell.count === null ? ' ' : say(cell.count)
  return (
    <div className={styles.cell}>
      <span className={styles.prompt}>{t.notebook.input({ text: count })}</span>
      <pre className={styles.code} tabIndex={0}>
        {cell.text}
      </pre>
      {cell.outputs.length > 0 && <span className={styles.prompt}>{t.notebook.output({ text: count })}</span>}
      <div className={styles.outputs}>
        {cell.outputs.map((output, index) => (
          <OutputOf key={index} output={output} />
        ))}
      </div>
    </div>
  )
}

function OutputOf({ output }: { readonly output: Output }) {
  const { t } = usePreviewWords()
  switch (output.kind) {
    case 'picture':
      return <img src={output.address} alt={t.notebook.picture} />
    case 'markdown':
      return <MarkdownView text={output.text} />
    case 'rich':
      return (
        <>
          <Badge>{t.notebook.rich}</Badge>
          {output.text !== undefined && <pre tabIndex={0}>{output.text}</pre>}
        </>
      )
    case 'text':
    case 'error':
      return (
        <pre tabIndex={0} className={output.kind === 'error' ? styles.error : undefined}>
          {output.text}
        </pre>
      )
  }
}

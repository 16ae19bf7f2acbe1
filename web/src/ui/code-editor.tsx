/** Text of several lines with numbers and colours. Large: load it only where it is used. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { HighlightStyle, StreamLanguage, bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language'
import type { StreamParser } from '@codemirror/language'
import { properties } from '@codemirror/legacy-modes/mode/properties'
import { shell } from '@codemirror/legacy-modes/mode/shell'
import { Annotation, Compartment, EditorState } from '@codemirror/state'
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import styles from './code-editor.module.css'
import { pageNonce } from './page-nonce.ts'

export interface CodeEditorProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly syntax?: 'shell' | 'properties' | 'plain'
  /** In place of those: of any language that there are colours for. */
  readonly parser?: StreamParser<unknown> | undefined
  readonly describedBy?: string
  readonly autoFocus?: boolean
}

/** Style elements of its own, made with the page's nonce; everything else is in the style sheet. */
const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--text)', blockSize: '100%', fontSize: 'var(--text-13)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.45', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderInlineStartColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--text-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--surface-pressed)',
  },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--text)' },
})

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: 'var(--text-muted)', fontStyle: 'italic' },
    { tag: [tags.string, tags.quote], color: 'var(--ok-text)' },
    { tag: [tags.keyword, tags.controlKeyword], color: 'var(--info-text)', fontWeight: 'var(--weight-medium)' },
    { tag: [tags.number, tags.atom, tags.bool], color: 'var(--warn-text)' },
    { tag: [tags.definition(tags.variableName), tags.heading], fontWeight: 'var(--weight-medium)' },
  ]),
)

const syntaxes = {
  shell: StreamLanguage.define(shell),
  properties: StreamLanguage.define(properties),
  plain: [],
}

/** A text that was given, not typed. */
const fromOutside = Annotation.define<boolean>()

/** Left to who is around: it saves. Tab leaves, as in any other field. */
const leftAlone = [{ key: 'Mod-Enter', run: () => true }]

export function CodeEditor({
  label,
  value,
  onChange,
  syntax = 'plain',
  parser,
  describedBy,
  autoFocus = false,
}: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(undefined)
  const changed = useRef(onChange)
  const first = useRef({ value, autoFocus })
  useEffect(() => {
    changed.current = onChange
  })
  const [language, attributes] = useRef([new Compartment(), new Compartment()] as const).current

  useEffect(() => {
    const view = new EditorView({
      parent: place.current ?? document.body,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          EditorView.cspNonce.of(pageNonce()),
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          bracketMatching(),
          indentUnit.of('  '),
          EditorState.tabSize.of(4),
          keymap.of([...leftAlone, ...defaultKeymap, ...historyKeymap]),
          language.of([]),
          attributes.of([]),
          theme,
          colours,
          EditorView.updateListener.of((update) => {
            const isOurs = update.transactions.some((one) => one.annotation(fromOutside) === true)
            if (update.docChanged && !isOurs) changed.current(update.state.doc.toString())
          }),
        ],
      }),
    })
    editor.current = view
    if (first.current.autoFocus) view.focus()
    return () => {
      editor.current = undefined
      view.destroy()
    }
  }, [language, attributes])

  useEffect(() => {
    editor.current?.dispatch({
      effects: language.reconfigure(parser === undefined ? syntaxes[syntax] : StreamLanguage.define(parser)),
    })
  }, [language, syntax, parser])
  useEffect(() => {
    const named = { 'aria-label': label, ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }) }
    editor.current?.dispatch({ effects: attributes.reconfigure(EditorView.contentAttributes.of(named)) })
  }, [attributes, label, describedBy])
  useEffect(() => {
    const view = editor.current
    if (!view || view.state.doc.toString() === value) return
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: value },
      annotations: fromOutside.of(true),
    })
  }, [value])

  return <div ref={place} className={styles.editor} />
}

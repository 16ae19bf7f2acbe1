/**
 * Goes anywhere by typing: pages, projects, terminals of running sessions, a new session. After the WAI-ARIA combobox
 * pattern: the field keeps the focus, arrows move through what is found, Enter takes it.
 */
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { SearchIcon } from '../ui/action-icons.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import popoverStyles from '../ui/popover.module.css'
import { useUiTexts } from '../ui/ui-texts.tsx'
import styles from './command-palette.module.css'
import { useCommands } from './commands.ts'
import type { Command } from './commands.ts'
import { useShortcutWords } from './shortcut-texts.ts'

export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const words = useShortcutWords().t.palette
  const ui = useUiTexts().texts
  const listId = useId()
  const [typed, setTyped] = useState('')
  /** Undefined: the first that is found, whatever that is by now. */
  const [chosen, setChosen] = useState<string>()
  const { sections, failure } = useCommands(typed)
  const found = sections.flatMap(({ commands }) => commands)
  const active = found.find(({ id }) => id === chosen) ?? found[0]
  const run = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = active === undefined ? -1 : found.indexOf(active)
    const to = placeAfter(event.key, at, found.length)
    if (to !== undefined) {
      event.preventDefault()
      setChosen(found[to]?.id)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(active)
    }
  }
  return (
    <ModalOverlay className={styles.overlay} isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={words.title}>
          <div className={styles.head}>
            <SearchIcon />
            <input
              className={styles.input}
              type="text"
              role="combobox"
              aria-label={words.search}
              aria-expanded={found.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={active === undefined ? undefined : `${listId}-${active.id}`}
              placeholder={words.search}
              value={typed}
              maxLength={100}
              spellCheck={false}
              autoComplete="off"
              autoFocus
              onChange={(event) => {
                setTyped(event.target.value)
                setChosen(undefined)
              }}
              onKeyDown={onKeyDown}
            />
            <IconButton compact label={ui.close} onPress={onClose}>
              <CloseIcon />
            </IconButton>
          </div>
          <div id={listId} role="listbox" aria-label={words.results} className={styles.list}>
            {sections.map(({ id, title, commands }) => (
              <div key={id} role="group" aria-label={title} className={styles.section}>
                <div className={styles.heading} aria-hidden="true">
                  {title}
                </div>
                {commands.map((command) => (
                  <Option
                    key={command.id}
                    id={`${listId}-${command.id}`}
                    command={command}
                    isActive={command === active}
                    onRun={() => run(command)}
                  />
                ))}
              </div>
            ))}
          </div>
          <div role="status">
            {found.length === 0 && <p className={styles.note}>{words.nothing}</p>}
            {failure && <p className={styles.note}>{words.sessionsFailed}</p>}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Where a key goes to in the list, from behind its end to its beginning; undefined: it goes nowhere. */
function placeAfter(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  return undefined
}

interface OptionProps {
  readonly id: string
  readonly command: Command
  readonly isActive: boolean
  readonly onRun: () => void
}

function Option({ id, command: { label, note, Icon }, isActive, onRun }: OptionProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      className={classNames(popoverStyles.item, isActive && styles.active)}
      // the field keeps the focus
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <Icon />
      <span className={popoverStyles.words}>
        {label}
        {note !== undefined && <span className={popoverStyles.note}>{note}</span>}
      </span>
    </div>
  )
}

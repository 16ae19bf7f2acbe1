/** Goes anywhere by typing: pages, projects, terminals of running sessions, a new session. Arrows and Enter choose. */
import { useDeferredValue, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { Text } from 'react-aria-components/Text'
import { IconButton } from '../ui/button.tsx'
import { CloseIcon, SearchIcon } from '../ui/icons.tsx'
import popoverStyles from '../ui/popover.module.css'
import { useUiTexts } from '../ui/ui-texts.tsx'
import styles from './command-palette.module.css'
import { useCommands } from './commands.ts'
import type { Command } from './commands.ts'
import { useShortcutWords } from './shortcut-texts.ts'

export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useShortcutWords()
  const ui = useUiTexts().texts
  const words = t.palette
  const [typed, setTyped] = useState('')
  const { sections, failure } = useCommands(useDeferredValue(typed))
  const run = (id: string) => {
    const command = sections.flatMap(({ commands }) => commands).find((one) => one.id === id)
    onClose()
    command?.run()
  }
  return (
    <ModalOverlay className={styles.overlay} isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={words.title}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <div className={styles.head}>
              <SearchField className={styles.search} aria-label={words.search} autoFocus>
                <SearchIcon />
                <Input className={styles.input} placeholder={words.search} maxLength={100} spellCheck={false} />
              </SearchField>
              <IconButton compact label={ui.close} onPress={onClose}>
                <CloseIcon />
              </IconButton>
            </div>
            <ListBox
              className={styles.list}
              aria-label={words.results}
              items={sections}
              onAction={(key) => run(String(key))}
              renderEmptyState={() => <p className={styles.note}>{words.nothing}</p>}
            >
              {({ id, title, commands }) => (
                <ListBoxSection id={id} className={styles.section}>
                  <Header className={styles.heading}>{title}</Header>
                  <Collection items={commands}>{(command) => <Item command={command} />}</Collection>
                </ListBoxSection>
              )}
            </ListBox>
          </Autocomplete>
          {failure && <p className={styles.note}>{words.sessionsFailed}</p>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Item({ command }: { readonly command: Command }) {
  const { label, note, Icon } = command
  return (
    <ListBoxItem id={command.id} textValue={label} className={popoverStyles.item}>
      <Icon />
      <span className={popoverStyles.words}>
        {label}
        {note !== undefined && (
          <Text slot="description" className={popoverStyles.note}>
            {note}
          </Text>
        )}
      </span>
    </ListBoxItem>
  )
}

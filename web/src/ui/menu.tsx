/**
 * A menu of actions under a button, after the WAI-ARIA menu button pattern. React Aria's own menu is not used: its
 * collections would weigh as much as the whole sessions page. Its popover is.
 */
import { cloneElement, createContext, Suspense, use, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement, ReactNode, Ref } from 'react'
import { flushSync } from 'react-dom'
import type { PopoverProps } from 'react-aria-components/Popover'
import type { ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'
import { CheckIcon } from './icons.tsx'
import { lazyPart } from './lazy-part.ts'
import { focusByKey } from './roving-focus.ts'
import styles from './popover.module.css'

// what floats, and knows how, comes when a menu is about to be opened
const loadPopover = () => import('./menu-popover.tsx')
const MenuPopover = lazyPart(async () => (await loadPopover()).MenuPopover)

export interface MenuListProps {
  readonly label: string
  /** Above the items, not an item: who is signed in, say. */
  readonly top?: ReactNode
  /** `MenuItem` and `MenuSection`. */
  readonly children: ReactNode
  readonly placement?: PopoverProps['placement']
}

export interface MenuProps extends MenuListProps {
  /** A `Button` or `IconButton`. */
  readonly trigger: ReactElement<Partial<ButtonProps> & { ref?: Ref<HTMLButtonElement> }>
}

/** Closes the menu, gives the focus back to its button, then acts: what opens next returns the focus there too. */
type Act = (action: (() => void) | undefined) => void

const MenuContext = createContext<Act>(() => undefined)

export function Menu({ trigger, ...list }: MenuProps) {
  const menu = useMenu(list)
  return (
    <>
      {cloneElement(trigger, {
        ...menu.button,
        onHoverStart: menu.prepare,
        onPress: () => menu.open('first'),
        onKeyDown: (event) => {
          if (!menu.openByKey(event.key)) event.continuePropagation()
        },
      })}
      {menu.list}
    </>
  )
}

/** What a button needs to have a menu, and the menu. */
export function useMenu({ label, top, children, placement = 'bottom end' }: MenuListProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [shown, open] = useState<'first' | 'last'>()
  const [wasOpened, setWasOpened] = useState(false)
  const isOpen = shown !== undefined
  if (isOpen && !wasOpened) setWasOpened(true)
  const act: Act = (action) => {
    flushSync(() => open(undefined))
    button.current?.focus()
    action?.()
  }
  return {
    open,
    openByKey(key: string): boolean {
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return false
      open(key === 'ArrowDown' ? 'first' : 'last')
      return true
    },
    prepare: () => void loadPopover().catch(() => undefined),
    button: {
      ref: button,
      'aria-haspopup': 'menu' as const,
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
    },
    list: wasOpened && (
      <Suspense>
        <MenuPopover
          triggerRef={button}
          isOpen={isOpen}
          onOpenChange={(is) => open(is ? 'first' : undefined)}
          placement={placement}
          label={label}
        >
          {top !== undefined && <div id={`${id}-top`}>{top}</div>}
          <MenuContext value={act}>
            <div
              id={id}
              role="menu"
              className={styles.list}
              aria-label={label}
              aria-describedby={top === undefined ? undefined : `${id}-top`}
              ref={(items) => {
                const all = items?.querySelectorAll<HTMLElement>(itemSelector)
                if (isOpen) all?.[shown === 'first' ? 0 : all.length - 1]?.focus()
              }}
              onKeyDown={(event) => onMenuKey(event, act)}
            >
              {children}
            </div>
          </MenuContext>
        </MenuPopover>
      </Suspense>
    ),
  }
}

const itemSelector = '[role^="menuitem"]'

function onMenuKey(event: KeyboardEvent<HTMLDivElement>, act: Act) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(itemSelector)]
  if (event.key === 'Tab') {
    event.preventDefault()
    act(undefined)
  } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    // a letter goes to the next item that begins with it
    const at = items.findIndex((item) => item === document.activeElement)
    const starts = (item: HTMLElement) =>
      item.textContent.trim().toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase())
    ;[...items.slice(at + 1), ...items.slice(0, at + 1)].find(starts)?.focus()
  } else focusByKey(event, items, 'vertical')
}

export interface MenuItemProps {
  readonly label: string
  readonly icon?: ReactNode
  /** Below the label, smaller. */
  readonly note?: ReactNode
  readonly onAction?: () => void
  /** A link that leaves the console or opens beside it. */
  readonly href?: string
  readonly target?: string
  readonly isDanger?: boolean
  readonly isDisabled?: boolean
  /** In a `MenuSection` that chooses. */
  readonly id?: string
  readonly lang?: string
}

export function MenuItem({ label, icon, note, onAction, href, target, isDanger, isDisabled, id, lang }: MenuItemProps) {
  const act = use(MenuContext)
  const choice = use(ChoiceContext)
  const isChosen = choice !== undefined && choice.value === id
  const shared = {
    className: classNames(styles.item, isDanger && styles.danger),
    tabIndex: -1,
    'aria-disabled': isDisabled || undefined,
    'data-disabled': isDisabled ? '' : undefined,
  }
  const content = (
    <>
      {icon}
      <span className={styles.words} lang={lang}>
        {label}
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </span>
      {isChosen && (
        <span className={styles.end}>
          <CheckIcon />
        </span>
      )}
    </>
  )
  if (href !== undefined && !isDisabled) {
    return (
      <a {...shared} role="menuitem" href={href} target={target} onClick={() => act(undefined)}>
        {content}
      </a>
    )
  }
  return (
    <button
      {...shared}
      type="button"
      role={choice === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={choice === undefined ? undefined : isChosen}
      onClick={() => {
        if (isDisabled) return
        if (choice !== undefined && id !== undefined) act(() => choice.onChange(id))
        else act(onAction)
      }}
    >
      {content}
    </button>
  )
}

interface Choice {
  readonly value: string
  readonly onChange: (id: string) => void
}

const ChoiceContext = createContext<Choice | undefined>(undefined)

export interface MenuSectionProps {
  readonly title?: string
  readonly children: ReactNode
  /** Makes the section a choice of one: the id of the chosen item. */
  readonly value?: string
  readonly onChange?: (id: string) => void
}

export function MenuSection({ title, children, value, onChange }: MenuSectionProps) {
  const id = useId()
  const choice = value === undefined || onChange === undefined ? undefined : { value, onChange }
  return (
    <div role="group" className={styles.section} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <span id={id} className={styles.heading}>
          {title}
        </span>
      )}
      <ChoiceContext value={choice}>{children}</ChoiceContext>
    </div>
  )
}

/** A menu of actions under a button. */
import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu'
import { Header } from 'react-aria-components/Header'
import { Popover } from 'react-aria-components/Popover'
import type { PopoverProps } from 'react-aria-components/Popover'
import { classNames } from './class-names.ts'
import { CheckIcon } from './icons.tsx'
import styles from './popover.module.css'

export interface MenuProps {
  /** A `Button` or `IconButton`. */
  readonly trigger: ReactNode
  readonly label?: string
  /** Above the items, not an item: who is signed in, say. */
  readonly top?: ReactNode
  /** `MenuItem` and `MenuSection`. */
  readonly children: ReactNode
  readonly placement?: PopoverProps['placement']
}

export function Menu({ trigger, label, top, children, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover} placement={placement} offset={4} containerPadding={8}>
        {top}
        <AriaMenu className={styles.list} aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export interface MenuItemProps {
  readonly label: string
  readonly icon?: ReactNode
  /** Below the label, smaller. */
  readonly note?: ReactNode
  readonly onAction?: () => void
  readonly href?: string
  readonly target?: string
  readonly isDanger?: boolean
  readonly isDisabled?: boolean
  /** In a `MenuSection` that chooses. */
  readonly id?: string
  readonly lang?: string
}

export function MenuItem({ label, icon, note, isDanger, lang, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem {...rest} textValue={label} className={classNames(styles.item, isDanger && styles.danger)}>
      {({ isSelected }) => (
        <>
          {icon}
          <span className={styles.words} lang={lang}>
            {label}
            {note !== undefined && <span className={styles.note}>{note}</span>}
          </span>
          {isSelected && (
            <span className={styles.end}>
              <CheckIcon />
            </span>
          )}
        </>
      )}
    </AriaMenuItem>
  )
}

export interface MenuSectionProps {
  readonly title?: string
  readonly children: ReactNode
  /** Makes the section a choice of one: the id of the chosen item. */
  readonly value?: string
  readonly onChange?: (id: string) => void
}

export function MenuSection({ title, children, value, onChange }: MenuSectionProps) {
  const choice =
    value === undefined
      ? {}
      : {
          selectionMode: 'single' as const,
          selectedKeys: [value],
          disallowEmptySelection: true,
          onSelectionChange: (keys: 'all' | Set<unknown>) => {
            if (keys !== 'all') for (const key of keys) onChange?.(String(key))
          },
        }
  return (
    <AriaMenuSection {...choice} className={styles.section} aria-label={title}>
      {title !== undefined && <Header className={styles.heading}>{title}</Header>}
      {children}
    </AriaMenuSection>
  )
}

/** Tabs after the WAI-ARIA pattern; arrows go to the next tab and show it. */
import { createContext, use, useId } from 'react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { focusByKey } from './roving-focus.ts'
import styles from './tabs.module.css'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly icon?: ReactNode
  /** How many there are behind it. */
  readonly count?: number | undefined
  readonly isDisabled?: boolean
}

export interface TabsProps<Id extends string> {
  readonly label: string
  readonly items: readonly TabItem<Id>[]
  readonly value: Id
  readonly onChange: (id: Id) => void
  /** `TabPanel`s. */
  readonly children?: ReactNode
  readonly className?: string
}

const TabsContext = createContext({ base: '', value: '' })

export function Tabs<Id extends string>({ label, items, value, onChange, children, className }: TabsProps<Id>) {
  const base = useId()
  return (
    <div className={classNames(styles.tabs, className)}>
      <div
        role="tablist"
        aria-label={label}
        className={styles.list}
        onKeyDown={(event) => {
          const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]:not(:disabled)')]
          focusByKey(event, tabs, 'horizontal')?.click()
        }}
      >
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role="tab"
            id={`${base}-tab-${item.id}`}
            className={styles.tab}
            aria-selected={item.id === value}
            aria-controls={item.id === value ? `${base}-panel-${item.id}` : undefined}
            tabIndex={item.id === value ? 0 : -1}
            disabled={item.isDisabled}
            onClick={() => onChange(item.id)}
          >
            {item.icon}
            {item.label}
            {item.count !== undefined && <span className={styles.count}>{item.count}</span>}
          </button>
        ))}
      </div>
      <TabsContext value={{ base, value }}>{children}</TabsContext>
    </div>
  )
}

export interface TabPanelProps {
  readonly id: string
  readonly children: ReactNode
  /** Stays alive behind other tabs: a terminal, say. */
  readonly keepMounted?: boolean
  /** Takes the height that is left. */
  readonly fills?: boolean
  readonly className?: string
}

export function TabPanel({ id, children, keepMounted = false, fills, className }: TabPanelProps) {
  const { base, value } = use(TabsContext)
  if (id !== value && !keepMounted) return null
  return (
    <div
      role="tabpanel"
      id={`${base}-panel-${id}`}
      aria-labelledby={`${base}-tab-${id}`}
      hidden={id !== value}
      tabIndex={fills ? undefined : 0}
      className={classNames(styles.panel, fills && styles.fills, className)}
    >
      {children}
    </div>
  )
}

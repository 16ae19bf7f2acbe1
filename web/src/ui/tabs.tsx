import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel as AriaTabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import { classNames } from './class-names.ts'
import styles from './tabs.module.css'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly icon?: ReactNode
  /** How many there are behind it. */
  readonly count?: number | undefined
  readonly isDisabled?: boolean
  /** Makes it a link, so that the place has an address. */
  readonly href?: string
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

export function Tabs<Id extends string>({ label, items, value, onChange, children, className }: TabsProps<Id>) {
  return (
    <AriaTabs
      className={classNames(styles.tabs, className)}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key as Id)}
    >
      <TabList className={styles.list} aria-label={label} items={items} dependencies={[items]}>
        {(item) => (
          <Tab id={item.id} className={styles.tab} isDisabled={item.isDisabled ?? false} href={item.href}>
            {item.icon}
            {item.label}
            {item.count !== undefined && <span className={styles.count}>{item.count}</span>}
          </Tab>
        )}
      </TabList>
      {children}
    </AriaTabs>
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
  return (
    <AriaTabPanel
      id={id}
      shouldForceMount={keepMounted}
      className={classNames(styles.panel, fills && styles.fills, className)}
    >
      {children}
    </AriaTabPanel>
  )
}

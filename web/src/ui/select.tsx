import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { FieldNotes, useField } from './field.tsx'
import type { FieldProps } from './field.tsx'
import fieldStyles from './field.module.css'
import { CheckIcon, ChevronDownIcon } from './icons.tsx'
import popoverStyles from './popover.module.css'
import styles from './select.module.css'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'

export interface SelectItem<Id extends string> {
  readonly id: Id
  readonly label: string
  /** Below the label in the list. */
  readonly note?: ReactNode
  readonly isDisabled?: boolean
}

export interface SelectProps<Id extends string> extends Omit<FieldProps, 'hint' | 'isOptional'> {
  readonly value: Id | undefined
  readonly onChange: (id: Id) => void
  readonly items: readonly SelectItem<Id>[]
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly onBlur?: () => void
}

/** One of many short words. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, value, onChange, items, placeholder, isDisabled, onBlur, ...field } = props
  const ids = useField(field)
  return (
    <AriaSelect
      className={fieldStyles.field}
      value={value ?? null}
      onChange={(key) => onChange(key as Id)}
      isDisabled={isDisabled ?? false}
      isInvalid={ids.isInvalid}
      placeholder={placeholder}
      onBlur={onBlur}
      aria-describedby={ids.describedBy}
      disabledKeys={items.filter((item) => item.isDisabled).map((item) => item.id)}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <Button className={styles.trigger} data-invalid={ids.isInvalid || undefined} aria-describedby={ids.describedBy}>
        <SelectValue className={styles.value} />
        <ChevronDownIcon />
      </Button>
      <FieldNotes {...field} ids={ids} />
      <Popover className={popoverStyles.popover} offset={4} containerPadding={8}>
        <ListBox className={popoverStyles.list} items={items}>
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.label} className={popoverStyles.item}>
              {({ isSelected }) => (
                <>
                  <span className={popoverStyles.words}>
                    {item.label}
                    {item.note !== undefined && (
                      <Text slot="description" className={popoverStyles.note}>
                        {item.note}
                      </Text>
                    )}
                  </span>
                  {isSelected && (
                    <span className={popoverStyles.end}>
                      <CheckIcon />
                    </span>
                  )}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

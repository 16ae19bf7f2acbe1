/** Where an account may be used from: addresses and networks as tags, those that are none marked. */
import { addressEntry, splitAddresses } from '@berth/contract/addresses.ts'
import type { FieldProps } from '../ui/field.tsx'
import { TagsField } from '../ui/tags-field.tsx'

export interface AddressTagsProps extends FieldProps {
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly onBlur?: () => void
  readonly name?: string
  readonly placeholder?: string
  readonly isDisabled?: boolean
}

const isAddress = (entry: string): boolean => addressEntry.safeParse(entry).success

/** Those entries that are neither address nor network. */
export const badAddresses = (entries: readonly string[]): readonly string[] =>
  entries.filter((entry) => !isAddress(entry))

export function AddressTags(props: AddressTagsProps) {
  return (
    <TagsField
      placeholder="192.0.2.7, 2001:db8::/32"
      {...props}
      split={splitAddresses}
      isSeparator={(text) => /[\s,;]/.test(text)}
      isRight={isAddress}
    />
  )
}

/** Which pool of machines it starts in, where there are several. */
import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import { Select } from '../../../ui/select.tsx'
import { useStartWords } from './start-texts.ts'

export interface GroupSelectProps {
  readonly groups: readonly ResourceGroup[]
  readonly value: string
  readonly onChange: (name: string) => void
}

export function GroupSelect({ groups, value, onChange }: GroupSelectProps) {
  const { t } = useStartWords()
  const isAway = groups.find(({ name }) => name === value)?.available === false
  return (
    <Select
      label={t.resourceGroup}
      value={value}
      onChange={onChange}
      {...(isAway ? { help: t.groupAway } : {})}
      items={groups.map(({ name, nodes }) => ({ id: name, label: name, note: t.groupNote({ nodes }) }))}
    />
  )
}

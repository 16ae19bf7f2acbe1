/** Whether somebody is told of newer versions (6.2), and what is known of them. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { Switch } from '../../ui/switch.tsx'
import { usePreferenceWords } from './preference-texts.ts'
import { useSetting } from './use-setting.ts'

const updatesQuery = queryOptions({ queryKey: ['updates'], queryFn: () => client.updates.show() })

export function UpdateCheckRow() {
  const words = usePreferenceWords().t.updates
  const { preferences, change } = useSetting()
  const { data } = useQuery(updatesQuery)
  const known = () => {
    if (data === undefined) return ''
    const { version, feed } = data
    if (feed === null) return words.noFeed
    if (feed.newer !== null) return words.newer({ version, newer: feed.newer.version })
    return feed.checkedAt === null ? words.notChecked({ version }) : words.newest({ version })
  }
  return (
    <Switch
      label={words.label}
      help={`${words.help} ${known()}`.trim()}
      isOn={preferences.updateCheck}
      isDisabled={data?.feed === null}
      onChange={(updateCheck) => change({ updateCheck })}
    />
  )
}

/** The apps of a session that runs, each opened in a tab of its own. */
import type { Session } from '@berth/contract/sessions.ts'
import { useQuery } from '@tanstack/react-query'
import { appsQuery } from '../../../api/app-queries.ts'
import { useAppWords } from '../../../parts/app-texts.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { ChevronDownIcon } from '../../../ui/icons.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { useHomeWords } from './home-texts.ts'

export function AppsMenu({ session: { id, name } }: { readonly session: Pick<Session, 'id' | 'name'> }) {
  const { t } = useHomeWords()
  const { t: apps, failureLine } = useAppWords()
  const { data, error } = useQuery(appsQuery(id))
  const items = data?.items ?? []
  const label = t.sessions.appsOf({ name })
  return (
    <Menu
      label={label}
      trigger={
        <Button compact aria-label={label}>
          {apps.title}
          <ChevronDownIcon />
        </Button>
      }
    >
      {items.map((app) => (
        <MenuItem key={app.name} label={app.title} href={paths.openApp(id, app.name)} target="_blank" />
      ))}
      {items.length === 0 && (
        <MenuItem
          isDisabled
          label={error !== null ? apps.notLoaded : data === undefined ? t.sessions.appsLoading : apps.none}
          {...(error === null ? {} : { note: failureLine(error) })}
        />
      )}
    </Menu>
  )
}

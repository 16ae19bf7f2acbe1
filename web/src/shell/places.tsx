/** The places that the sidebar leads to. */
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { Focusable } from 'react-aria-components/Focusable'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { KeyIcon } from '../ui/icons.tsx'
import {
  BoxIcon,
  CardsIcon,
  ChartIcon,
  DriveIcon,
  FolderIcon,
  GaugeIcon,
  GearIcon,
  GroupIcon,
  HomeIcon,
  LayersIcon,
  SessionsIcon,
  SlidersIcon,
  UsersIcon,
  WorkspaceIcon,
} from '../ui/thing-icons.tsx'
import { classNames } from '../ui/class-names.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import styles from './sidebar.module.css'
import { useMe } from './use-me.ts'

export const places = [
  { to: paths.start, text: 'start', Icon: HomeIcon },
  { to: paths.sessions, text: 'sessions', Icon: SessionsIcon },
  { to: paths.data, text: 'data', Icon: DriveIcon },
  { to: paths.usage, text: 'usage', Icon: ChartIcon },
] as const
export const settings = [
  { to: paths.workspace, text: 'workspace', Icon: WorkspaceIcon },
  { to: paths.members, text: 'members', Icon: GroupIcon },
  { to: paths.ownCredentials, text: 'credentials', Icon: KeyIcon },
] as const
export const administration = [
  { to: paths.users, text: 'users', Icon: UsersIcon },
  { to: paths.credentials, text: 'allCredentials', Icon: KeyIcon },
  { to: paths.policies, text: 'policies', Icon: GaugeIcon },
  { to: paths.projects, text: 'projects', Icon: FolderIcon },
  { to: paths.environments, text: 'environments', Icon: BoxIcon },
  { to: paths.resourceGroups, text: 'resourceGroups', Icon: LayersIcon },
  { to: paths.presets, text: 'presets', Icon: CardsIcon },
  { to: paths.siteSettings, text: 'siteSettings', Icon: SlidersIcon },
] as const

const preferences = [{ to: paths.preferences, text: 'preferences', Icon: GearIcon }] as const

export interface PlacesProps {
  readonly isNarrow?: boolean
  readonly onGo?: () => void
}

export function Places(props: PlacesProps) {
  const texts = useTexts().shell
  const me = useMe()
  const [settingsHeading, heading] = [useId(), useId()]
  return (
    <nav aria-label={texts.navigation} className={styles.places}>
      <div className={styles.scrolled}>
        <PlaceList {...props} places={places} />
        <div role="group" aria-labelledby={settingsHeading} className={styles.group}>
          <h2 id={settingsHeading} className={classNames(styles.heading, props.isNarrow && 'visually-hidden')}>
            {texts.settings}
          </h2>
          <PlaceList {...props} places={settings} />
        </div>
        {me.role === 'superadmin' && (
          <div role="group" aria-labelledby={heading} className={styles.group}>
            <h2 id={heading} className={classNames(styles.heading, props.isNarrow && 'visually-hidden')}>
              {texts.administration}
            </h2>
            <PlaceList {...props} places={administration} />
          </div>
        )}
      </div>
      <div className={styles.last}>
        <PlaceList {...props} places={preferences} />
      </div>
    </nav>
  )
}

interface PlaceListProps extends PlacesProps {
  readonly places: typeof places | typeof settings | typeof administration | typeof preferences
}

function PlaceList({ places, isNarrow = false, onGo }: PlaceListProps) {
  const texts = useTexts().shell
  return (
    <ul className={styles.list}>
      {places.map(({ to, text, Icon }) => (
        <li key={to}>
          <Tooltip text={texts[text]} placement="right" isDisabled={!isNarrow}>
            <Focusable>
              <Link
                to={to}
                // every address begins with that of the first page
                activeOptions={{ exact: to === paths.start, includeSearch: false }}
                className={styles.link}
                onClick={onGo}
                aria-label={isNarrow ? texts[text] : undefined}
              >
                <Icon />
                {!isNarrow && texts[text]}
              </Link>
            </Focusable>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}

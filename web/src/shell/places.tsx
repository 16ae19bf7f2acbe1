/** The places that the sidebar leads to. */
import { Link } from '@tanstack/react-router'
import { Focusable } from 'react-aria-components/Focusable'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { SessionsIcon } from '../ui/icons.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import styles from './sidebar.module.css'

const places = [{ to: paths.sessions, text: 'sessions', Icon: SessionsIcon }] as const

export interface PlacesProps {
  readonly isNarrow?: boolean
  readonly onGo?: () => void
}

export function Places({ isNarrow = false, onGo }: PlacesProps) {
  const texts = useTexts().shell
  return (
    <nav aria-label={texts.navigation}>
      <ul className={styles.list}>
        {places.map(({ to, text, Icon }) => (
          <li key={to}>
            <Tooltip text={texts[text]} placement="right" isDisabled={!isNarrow}>
              <Focusable>
                <Link to={to} className={styles.link} onClick={onGo} aria-label={isNarrow ? texts[text] : undefined}>
                  <Icon />
                  {!isNarrow && texts[text]}
                </Link>
              </Focusable>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  )
}

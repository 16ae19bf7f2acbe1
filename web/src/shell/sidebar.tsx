import { usePreferences } from '../parts/preferences.ts'
import { useTexts } from '../texts/app-texts.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { SidebarIcon } from '../ui/thing-icons.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { Places } from './places.tsx'
import styles from './sidebar.module.css'

export interface SidebarProps {
  readonly isNarrow: boolean
  readonly onToggle: () => void
}

export const sidebarShortcut = '['

export function Sidebar({ isNarrow, onToggle }: SidebarProps) {
  const texts = useTexts().shell
  const { singleKeyShortcuts } = usePreferences()
  const label = isNarrow ? texts.widenSidebar : texts.narrowSidebar
  return (
    <div className={classNames(styles.sidebar, isNarrow && styles.narrow)}>
      <Places isNarrow={isNarrow} />
      <Tooltip text={label} placement="right" isDisabled={!isNarrow}>
        <Button
          look="quiet"
          wide
          className={styles.toggle}
          onPress={onToggle}
          aria-label={label}
          aria-expanded={!isNarrow}
        >
          <SidebarIcon />
          {!isNarrow && (
            <>
              {label}
              {singleKeyShortcuts && <kbd className={styles.key}>{sidebarShortcut}</kbd>}
            </>
          )}
        </Button>
      </Tooltip>
    </div>
  )
}

/** The main navigation on a small screen. */
import { useTexts } from '../texts/app-texts.ts'
import { IconButton } from '../ui/button.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import styles from './frame.module.css'
import { Places } from './places.tsx'

export function MenuDrawer({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().shell
  return (
    <Drawer isOpen onOpenChange={onClose} label={texts.navigation}>
      <div className={styles.drawerHead}>
        Berth
        <IconButton label={texts.closeMenu} onPress={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div className={styles.drawerBody}>
        <Places onGo={onClose} />
      </div>
    </Drawer>
  )
}

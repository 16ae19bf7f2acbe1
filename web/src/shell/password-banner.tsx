import { openAccount } from '../parts/account-opening.ts'
import { useTexts } from '../texts/app-texts.ts'
import { Button } from '../ui/button.tsx'
import { WarningIcon } from '../ui/icons.tsx'
import styles from './live-notice.module.css'
import { useMe } from './use-me.ts'

/** An administrator asked for a new password; it stays until there is one. */
export function PasswordBanner() {
  const texts = useTexts().shell
  if (!useMe().requirePasswordChange) return null
  return (
    <div className={styles.strip}>
      <WarningIcon />
      <span className={styles.text}>{texts.passwordChangeAsked}</span>
      <Button compact onPress={() => openAccount('password')}>
        {texts.changePassword}
      </Button>
    </div>
  )
}

import { useChangePreferences, usePreferences } from '../../parts/preferences.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { resetOf } from './changed.ts'
import { useGeneralWords } from './general-texts.ts'
import { usePreferenceWords } from './preference-texts.ts'
import styles from './preferences.module.css'
import { useChangedEntries } from './use-changed-entries.ts'

export function ResetAllDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, failureLine } = usePreferenceWords()
  const sections = useGeneralWords().t
  const preferences = usePreferences()
  const change = useChangePreferences()
  const changed = useChangedEntries()
  const reset = async () => {
    const names = changed.flatMap((entry) => entry.preferences ?? [])
    if (names.length > 0) await change(resetOf(preferences, names))
    for (const { device } of changed) device?.set(false)
    showToast({ text: t.resetAllDone, tone: 'ok' })
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.resetAllTitle}
      verb={t.resetAll}
      sayError={failureLine}
      onConfirm={reset}
    >
      <p>{t.resetAllText}</p>
      <ul className={styles.changes}>
        {changed.map(({ id, words }) => (
          <li key={id}>{words(t, sections)[0]}</li>
        ))}
      </ul>
      <p>{t.resetAllKept}</p>
    </ConfirmDialog>
  )
}

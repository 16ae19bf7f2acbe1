/** A preference and how to change it, where a row of the page has it. */
import { usePreferences, useChangePreferences } from '../../parts/preferences.ts'
import type { PreferenceChanges } from '../../parts/preferences.ts'
import { showToast } from '../../ui/toast.tsx'
import { usePreferenceWords } from './preference-texts.ts'

export function useSetting() {
  const { t, failureLine } = usePreferenceWords()
  const preferences = usePreferences()
  const change = useChangePreferences()
  return {
    preferences,
    change: (changes: PreferenceChanges) =>
      void change(changes).catch((error: unknown) =>
        showToast({ text: `${t.notSaved} ${failureLine(error)}`, tone: 'bad' }),
      ),
  }
}

/** Shows what is preferred as soon as it is known to be another, wherever it was changed. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { preferencesQuery } from '../api/workspace-queries.ts'
import { useRemember } from '../parts/preferences.ts'
import { useLanguage } from '../texts/app-texts.ts'
import { takeBrought } from '../theme/brought.ts'
import { chooseTheme, showDensity } from '../theme/theme.ts'

export function usePreferenceEffects(): void {
  const { data } = useQuery(preferencesQuery)
  const { choice, choose } = useLanguage()
  const remember = useRemember()
  const [brought, setBrought] = useState(takeBrought)
  const isKnown = data !== undefined
  const { theme, density, language } = { ...data, ...brought }
  useEffect(() => {
    if (!isKnown || brought === undefined) return
    void remember(brought)
    setBrought(undefined)
  }, [isKnown, brought, remember])
  useEffect(() => {
    if (theme !== undefined) chooseTheme(theme)
  }, [theme])
  useEffect(() => {
    if (density !== undefined) showDensity(density)
  }, [density])
  useEffect(() => {
    if (language !== undefined && language !== choice) void choose(language).catch(() => undefined)
    // only a change of the preference is followed, not one that is on its way to it
  }, [language]) // oxlint-disable-line react-hooks/exhaustive-deps
}

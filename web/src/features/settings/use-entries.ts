/** The entries that are there for whoever is signed in. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMe } from '../../shell/use-me.ts'
import { entries } from './entries.ts'
import type { PreferenceEntry } from './entries.ts'
import { usageDataQuery } from './usage-data-query.ts'

export function useEntries(): readonly PreferenceEntry[] {
  const isAdministrator = useMe().role === 'superadmin'
  const { data } = useQuery({ ...usageDataQuery, enabled: isAdministrator })
  const hasCollector = isAdministrator && typeof data?.collector === 'string'
  return useMemo(() => entries.filter(({ needs }) => needs !== 'collector' || hasCollector), [hasCollector])
}

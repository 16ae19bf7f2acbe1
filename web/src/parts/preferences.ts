/** What somebody prefers, and how to change it: shown at once, and as it was again when it could not be saved. */
import { initialPreferences } from '@berth/contract/initial-preferences.ts'
import type { Preferences } from '@berth/contract/preferences.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { client } from '../api/client.ts'
import { preferencesQuery } from '../api/workspace-queries.ts'

export type PreferenceChanges = Partial<Preferences>

/** As for somebody new until they are known. */
export const usePreferences = (): Preferences => useQuery(preferencesQuery).data ?? initialPreferences

export function useChangePreferences(): (changes: PreferenceChanges) => Promise<void> {
  const cache = useQueryClient()
  return useCallback(
    async (changes) => {
      const { queryKey } = preferencesQuery
      const before = cache.getQueryData(queryKey)
      if (before !== undefined) {
        const tableColumns = { ...before.tableColumns, ...changes.tableColumns }
        cache.setQueryData(queryKey, { ...before, ...changes, tableColumns })
      }
      try {
        cache.setQueryData(queryKey, await client.preferences.update({ body: changes }))
      } catch (error) {
        cache.setQueryData(queryKey, before)
        void cache.invalidateQueries({ queryKey })
        throw error
      }
    },
    [cache],
  )
}

/** For where there is no room to say that it failed: the next page shows what is kept. */
export function useRemember(): (changes: PreferenceChanges) => Promise<void> {
  const change = useChangePreferences()
  return useCallback((changes) => change(changes).catch(() => undefined), [change])
}

/** What the user menu has of the desktop app, and what pressing it does. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { siteOffersQuery } from '../api/queries.ts'
import { installApp, isInstalledApp, useInstallOffer } from '../parts/install-app.ts'

export interface DesktopApp {
  readonly isOffered: boolean
  /** Leads to the packaged app, or has the browser install the console; else `explain` says how. */
  readonly get: () => void
}

export function useDesktopApp(explain: () => void): DesktopApp {
  const [isSettled, setSettled] = useState(false)
  // Nobody waits for it, so what the page shows goes before.
  useEffect(() => {
    const settled = setTimeout(() => setSettled(true), 1_500)
    return () => clearTimeout(settled)
  }, [])
  const { data } = useQuery({ ...siteOffersQuery, enabled: isSettled })
  const offer = useInstallOffer()
  const app = data?.desktopApp ?? null
  return {
    isOffered: app !== null && !isInstalledApp(),
    get() {
      if (app?.link) window.open(app.link, '_blank', 'noopener')
      else if (offer === undefined) explain()
      // A browser that refuses to ask leaves the way by hand.
      else installApp().catch(explain)
    },
  }
}

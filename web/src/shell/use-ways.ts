import { useEffect, useState } from 'react'
import { waysToSignIn } from './sign-in-call.ts'
import type { WaysIn } from './sign-in-call.ts'

const passwordAlone: WaysIn = { oidc: null }

/** How people can sign in here; undefined until it is known. Where nobody says, by password. */
export function useWays(isNeeded = true): WaysIn | undefined {
  const [ways, setWays] = useState<WaysIn>()
  useEffect(() => {
    if (isNeeded) waysToSignIn().then(setWays, () => setWays(passwordAlone))
  }, [isNeeded])
  return ways
}

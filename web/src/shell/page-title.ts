import { useEffect } from 'react'

/** The name of the browser's tab. Undefined where another part of the page gives it. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Berth`
  }, [title])
}

/** Whether the sidebar is narrowed to icons: at first as preferred, and then as toggled until the page is left. */
import { useCallback, useState } from 'react'

/** Written by the server, so that a page does not begin wide and jump. */
const isNarrowAtFirst = () => document.documentElement.dataset['sidebar'] === 'compact'

export function useSidebarWidth() {
  const [isNarrow, setNarrow] = useState(isNarrowAtFirst)
  return { isNarrow, toggle: useCallback(() => setNarrow((was) => !was), []) }
}

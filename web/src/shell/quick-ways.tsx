/** What is opened by keys alone, and now and then a tip about it; loaded when it is. */
import { Suspense, useEffect, useState } from 'react'
import { lazyPart } from '../ui/lazy-part.ts'
import { isOfKey } from './shortcut-key.ts'
import { opened, useKey, useShortcut } from './use-shortcut.ts'

const CommandPalette = lazyPart(async () => (await import('./command-palette.tsx')).CommandPalette)
const ShortcutsDialog = lazyPart(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog)
const ProTip = lazyPart(async () => (await import('./pro-tip.tsx')).ProTip)

/** A tip says nothing that is worth the room of a small screen. */
const roomForTips = '(min-width: 768px) and (min-height: 560px)'
/** What somebody came for is there first. */
const tipAfterMs = 3000

export function QuickWays() {
  const [open, setOpen] = useState<'palette' | 'shortcuts'>()
  const [hasTipTime, setTipTime] = useState(false)
  const close = () => setOpen(undefined)
  useShortcut('?', () => setOpen('shortcuts'))
  // also while something is typed; but a terminal and an editor need Ctrl-K for themselves
  useKey(
    (event, isIn) => {
      if (!isOfKey(event, 'k') || event.shiftKey || event.altKey || event.ctrlKey === event.metaKey) return false
      return !isIn(opened) && !(event.ctrlKey && isIn('.xterm, .cm-editor'))
    },
    () => setOpen('palette'),
  )
  useEffect(() => {
    if (!matchMedia(roomForTips).matches) return undefined
    const timer = setTimeout(() => setTipTime(true), tipAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <Suspense>
        {open === 'palette' && <CommandPalette onClose={close} />}
        {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      </Suspense>
      {/* apart: what is open would be hidden while the tip is on its way */}
      <Suspense>{hasTipTime && <ProTip />}</Suspense>
    </>
  )
}

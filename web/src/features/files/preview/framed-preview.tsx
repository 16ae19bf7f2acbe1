/**
 * HTML, SVG and notebooks, in a frame that holds nothing of the console: of another origin, and sandboxed beside that.
 * Scripts run only where neither the site nor the person blocks them.
 */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { paths } from '../../../paths.ts'
import { Notice } from '../../../ui/notice.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import type { FrameAddress, PreviewSource } from './preview-source.ts'
import { Loading, NotShown } from './preview-states.tsx'
import styles from './preview.module.css'
import { usePreviewWords } from './preview-texts.ts'

export interface FramedPreviewProps {
  readonly source: PreviewSource & Required<Pick<PreviewSource, 'frame'>>
  readonly kind: 'html' | 'svg' | 'notebook'
}

export function FramedPreview({ source, kind }: FramedPreviewProps) {
  const { t } = usePreviewWords()
  const query = useQuery({
    // an address is good for a short time, so none is kept
    queryKey: ['preview-frame', source.url, source.frameKey],
    queryFn: ({ signal }) => source.frame(signal),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: undefined,
  })
  if (query.data === undefined) return query.error === null ? <Loading /> : <NotShown query={query} />
  const { url, scriptsBlocked } = query.data
  if (url === null)
    return (
      <EmptyState title={t.noFrame} headingLevel={3}>
        {t.noFrameText}
      </EmptyState>
    )
  if (kind === 'html' && scriptsBlocked !== null) return <Blocked by={scriptsBlocked} isWhole />
  return (
    <>
      {kind === 'notebook' && scriptsBlocked !== null && <Blocked by={scriptsBlocked} />}
      <iframe
        className={styles.frame}
        src={url}
        title={t.content({ name: source.name })}
        sandbox={scriptsBlocked === null && kind !== 'svg' ? 'allow-scripts' : ''}
        referrerPolicy="no-referrer"
        // what is in it gets nothing of the device, whatever the person has allowed
        allow="camera 'none'; microphone 'none'; geolocation 'none'; clipboard-read 'none'; clipboard-write 'none'"
      />
    </>
  )
}

interface BlockedProps {
  readonly by: NonNullable<FrameAddress['scriptsBlocked']>
  /** Nothing of it is shown. */
  readonly isWhole?: boolean
}

function Blocked({ by, isWhole = false }: BlockedProps) {
  const { t } = usePreviewWords()
  const words = by === 'site' ? [t.blocked.site, t.blocked.htmlSite] : [t.blocked.preference, t.blocked.html]
  return (
    <Notice
      tone="info"
      title={t.blocked.title}
      actions={by === 'preference' && <Link to={paths.preferencesTab('configuration')}>{t.blocked.setting}</Link>}
    >
      {words[isWhole ? 1 : 0]}
    </Notice>
  )
}

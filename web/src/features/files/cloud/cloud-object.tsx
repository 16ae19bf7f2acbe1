/** A preview of an object, over the list that it is in. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { bytes } from '../../../parts/amounts.ts'
import type { CloudAccess } from '../../../parts/cloud/cloud-access.ts'
import { writeCloudAddress } from '../../../parts/cloud/cloud-address.ts'
import { useCloudWords } from '../../../parts/cloud/cloud-texts.ts'
import { objectUrl } from '../../../parts/cloud/cloud-urls.ts'
import { sayCloudFailure } from '../../../parts/cloud/say-cloud-failure.ts'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button-style.ts'
import { CopyButton, CopyText } from '../../../ui/copy-button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { DownloadIcon } from '../../../ui/action-icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { FilePreview } from '../preview/file-preview.tsx'
import styles from './cloud.module.css'
import { lastName, placeFrom, searchTo } from './cloud-place.ts'
import { cloudListQuery } from './cloud-queries.ts'
import { cloudSource } from './cloud-source.ts'
import { askScriptsBlocked, useScriptsKey } from './scripts-blocked.ts'

export function CloudObject({ access, name }: { readonly access: CloudAccess; readonly name: string }) {
  const { t, language } = useCloudWords()
  const navigate = useNavigate()
  const [at] = useState(() => new Date())
  const [failure, setFailure] = useState<unknown>()
  const size = useSize(access, name)
  const cache = useQueryClient()
  const frameKey = useScriptsKey()
  const source = useMemo(() => {
    const scriptsBlocked = () => askScriptsBlocked(cache)
    return { ...cloudSource({ access, name, size, at, scriptsBlocked, onFailure: setFailure }), frameKey }
  }, [access, name, size, at, cache, frameKey])
  const title = lastName(name)
  const close = () => {
    const place = placeFrom({ at: writeCloudAddress(access, name) })
    const prefix = place.kind === 'bucket' ? place.prefix : ''
    void navigate({ to: paths.cloud, search: searchTo(access, prefix), resetScroll: false })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={title}
      size="large"
      isDismissable
      footer={
        <>
          <span data-start className={styles.muted}>
            {access.provider === 'azure' ? t.page.signatureText : t.page.linkText}
          </span>
          <CopyButton text={objectUrl(access, name, at)}>{t.page.copyLink}</CopyButton>
          <a
            className={buttonClass({ look: 'primary' })}
            href={objectUrl(access, name, at, { saveAs: title })}
            download={title}
            target="_blank"
            rel="noreferrer"
          >
            <DownloadIcon />
            {t.page.download}
          </a>
        </>
      }
    >
      <div className={styles.object} role="region" aria-label={t.page.preview({ name: title })}>
        <div className={styles.facts}>
          <CopyText text={writeCloudAddress(access, name)} label={t.page.copyAddress} />
          {size !== null && <span className={styles.muted}>{bytes(language, size)}</span>}
        </div>
        {failure === undefined ? (
          <FilePreview source={source} />
        ) : (
          <Notice tone="bad">{sayCloudFailure(t, failure, access)}</Notice>
        )}
      </div>
    </Dialog>
  )
}

/** As the list said, where it was there before. */
function useSize(access: CloudAccess, name: string): number | null {
  const cache = useQueryClient()
  const place = placeFrom({ at: writeCloudAddress(access, name) })
  const prefix = place.kind === 'bucket' ? place.prefix : ''
  const list = cache.getQueryData(cloudListQuery(access, prefix).queryKey)
  const entry = list?.pages.flatMap(({ entries }) => entries).find((one) => one.name === name && !one.isFolder)
  return entry?.size ?? null
}

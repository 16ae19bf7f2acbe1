/** Data → Cloud: what lies in somebody's buckets, read by this browser with their keys (5.1). */
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCloudKeys } from '../../../parts/cloud/cloud-keys.ts'
import { canReachClouds } from '../../../parts/cloud/cloud-reach.ts'
import { useCloudWords } from '../../../parts/cloud/cloud-texts.ts'
import { paths } from '../../../paths.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { useMe } from '../../../shell/use-me.ts'
import { Button } from '../../../ui/button.tsx'
import { buttonClass } from '../../../ui/button-style.ts'
import { RefreshIcon } from '../../../ui/action-icons.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { DataPlaces } from '../data-places.tsx'
import { BucketList } from './bucket-list.tsx'
import { BucketPlace } from './bucket-place.tsx'
import styles from './cloud.module.css'
import { placeFrom } from './cloud-place.ts'

export function CloudPage() {
  const { t } = useCloudWords()
  return (
    <div className={styles.page}>
      <PageHead
        title={t.page.title}
        actions={
          <Link to={paths.preferencesTab('configuration')} hash="cloud-access" className={buttonClass({})}>
            {t.page.manage}
          </Link>
        }
      />
      <DataPlaces />
      {canReachClouds() ? <Place /> : <Anew />}
    </div>
  )
}

function Place() {
  const { t } = useCloudWords()
  const place = placeFrom(useSearch({ strict: false }))
  const keys = useCloudKeys(useMe().id)
  if (place.kind === 'buckets') return <BucketList keys={keys} />
  if (place.kind === 'bucket') return <BucketPlace keys={keys} place={place} />
  return (
    <EmptyState
      title={t.page.noAddress}
      actions={
        <Link to={paths.cloud} className={buttonClass({})}>
          {t.page.toBuckets}
        </Link>
      }
    >
      {t.page.noAddressText}
    </EmptyState>
  )
}

/** By itself, unless something on the page that was open holds it back: an upload, say. */
function Anew() {
  const { t } = useCloudWords()
  useEffect(() => window.location.reload(), [])
  return (
    <EmptyState
      title={t.page.anew}
      icon={<RefreshIcon size={24} />}
      actions={
        <Button look="primary" onPress={() => window.location.reload()}>
          {t.page.load}
        </Button>
      }
    >
      {t.page.anewText}
    </EmptyState>
  )
}

/** Data → Cloud: what lies in somebody's buckets, read by this browser with their keys (5.1). */
import { Link, useSearch } from '@tanstack/react-router'
import { useCloudKeys } from '../../../parts/cloud/cloud-keys.ts'
import { useCloudWords } from '../../../parts/cloud/cloud-texts.ts'
import { paths } from '../../../paths.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { useMe } from '../../../shell/use-me.ts'
import { buttonClass } from '../../../ui/button-style.ts'
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
      <Place />
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

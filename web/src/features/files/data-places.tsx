/** The pages of data: folders of the site, and one's own buckets in clouds. */
import { Link } from '@tanstack/react-router'
import { useCloudWords } from '../../parts/cloud/cloud-texts.ts'
import { paths } from '../../paths.ts'
import styles from './data-places.module.css'

export function DataPlaces() {
  const { page: t } = useCloudWords().t
  return (
    <nav aria-label={t.places} className={styles.places}>
      <Link to={paths.data} activeOptions={{ exact: true, includeSearch: false }} className={styles.place}>
        {t.folders}
      </Link>
      <Link to={paths.cloud} activeOptions={{ includeSearch: false }} className={styles.place}>
        {t.title}
      </Link>
    </nav>
  )
}

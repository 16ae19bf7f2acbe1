import { Link } from '@tanstack/react-router'
import type { CloudAccess, CloudField } from '../../parts/cloud/cloud-access.ts'
import { fieldsOf } from '../../parts/cloud/cloud-access.ts'
import { writeCloudAddress } from '../../parts/cloud/cloud-address.ts'
import { useCloudWords } from '../../parts/cloud/cloud-texts.ts'
import { MaskedValue } from '../../parts/cloud/masked-value.tsx'
import { labelOf, sayCloudFailure } from '../../parts/cloud/say-cloud-failure.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Badge } from '../../ui/status.tsx'
import type { TestResult } from './cloud-access-test.ts'
import styles from './general.module.css'

export interface CloudAccessRowProps {
  readonly access: CloudAccess
  readonly result: TestResult | undefined
  readonly onTest: () => void
  readonly onEdit: () => void
  readonly onRemove: () => void
}

export function CloudAccessRow({ access, result, onTest, onEdit, onRemove }: CloudAccessRowProps) {
  const { t } = useCloudWords()
  const { bucket, provider } = access
  const facts = fieldsOf[provider].filter((field) => field !== 'bucket' && access[field] !== '')
  return (
    <li className={styles.key}>
      <div className={styles.keyHead}>
        <Link className={styles.name} to={paths.cloud} search={{ at: writeCloudAddress(access, '') }}>
          {bucket}
        </Link>
        <Badge>{t.providers[provider]}</Badge>
        <span className={styles.menu}>
          <Button compact isPending={result?.kind === 'running'} onPress={onTest} aria-label={`${t.test}: ${bucket}`}>
            {t.test}
          </Button>
        </span>
        <RowMenu label={t.actionsOf(access)}>
          <MenuItem label={t.edit} onAction={onEdit} />
          <MenuSection>
            <MenuItem label={t.remove} isDanger onAction={onRemove} />
          </MenuSection>
        </RowMenu>
      </div>
      <dl className={styles.cloudFacts}>
        {facts.map((field) => (
          <Fact key={field} access={access} field={field} />
        ))}
      </dl>
      <Outcome access={access} result={result} />
    </li>
  )
}

function Fact({ access, field }: { readonly access: CloudAccess; readonly field: CloudField }) {
  const { t } = useCloudWords()
  const name = labelOf(t, access, field)
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles.mono}>
        {field === 'secret' || field === 'token' ? <MaskedValue name={name} value={access[field]} /> : access[field]}
      </dd>
    </div>
  )
}

function Outcome({ access, result }: Pick<CloudAccessRowProps, 'access' | 'result'>) {
  const { t } = useCloudWords()
  if (result === undefined) return null
  if (result.kind === 'running')
    return (
      <p role="status" className={styles.muted}>
        {t.testing}
      </p>
    )
  return result.kind === 'works' ? (
    <Notice tone="ok">{t.works}</Notice>
  ) : (
    <Notice tone="bad">{sayCloudFailure(t, result.failure, access)}</Notice>
  )
}

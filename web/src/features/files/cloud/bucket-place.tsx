/** A bucket that the address names: what is in it, or its keys where they are missing, asked for once. */
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { accessFor } from '../../../parts/cloud/cloud-address.ts'
import type { CloudAddress } from '../../../parts/cloud/cloud-address.ts'
import { setCloudKeys, withRow } from '../../../parts/cloud/cloud-keys.ts'
import type { CloudKeys } from '../../../parts/cloud/cloud-keys.ts'
import { useCloudWords } from '../../../parts/cloud/cloud-texts.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { buttonClass } from '../../../ui/button-style.ts'
import { KeyIcon } from '../../../ui/icons.tsx'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { EmptyState } from '../../../ui/page-state.tsx'
import { CloudObject } from './cloud-object.tsx'
import type { CloudPlace } from './cloud-place.ts'
import { ObjectList } from './object-list.tsx'

const CloudKeyDialog = lazyPart(async () => (await import('../../../parts/cloud/cloud-key-dialog.tsx')).CloudKeyDialog)

export interface BucketPlaceProps {
  readonly keys: CloudKeys
  readonly place: CloudPlace & { readonly kind: 'bucket' }
}

/** Buckets that somebody was asked the keys of while this page is open; they are not asked again by themselves. */
const asked = new Set<string>()
const nameOf = ({ provider, host, account, bucket }: CloudAddress) => [provider, host, account, bucket].join(' ')

export function BucketPlace({ keys, place }: BucketPlaceProps) {
  const { rows, isKept } = keys
  const { address, prefix, object } = place
  const access = accessFor(rows, address)
  const [isEditing, setEditing] = useState(false)
  if (access === undefined) return <MissingKeys key={nameOf(address)} keys={keys} address={address} />
  return (
    <>
      <ObjectList key={access.id} access={access} prefix={prefix} onEditKeys={() => setEditing(true)} />
      {object !== undefined && <CloudObject key={object} access={access} name={object} />}
      <Suspense>
        {isEditing && (
          <CloudKeyDialog
            reason="edit"
            access={access}
            onSave={(next) => setCloudKeys({ rows: withRow(rows, next), isKept })}
            onClose={() => setEditing(false)}
          />
        )}
      </Suspense>
    </>
  )
}

function MissingKeys({ keys, address }: { readonly keys: CloudKeys; readonly address: CloudAddress }) {
  const { t } = useCloudWords()
  const { rows, isKept } = keys
  const { provider, bucket, host, account } = address
  const [isAsking, setAsking] = useState(() => !asked.has(nameOf(address)))
  const close = () => {
    asked.add(nameOf(address))
    setAsking(false)
  }
  return (
    <>
      <EmptyState
        icon={<KeyIcon size={24} />}
        title={t.page.noKeys({ bucket })}
        actions={
          <>
            <Button look="primary" onPress={() => setAsking(true)}>
              {t.page.enterKeys}
            </Button>
            <Link to={paths.cloud} className={buttonClass({})}>
              {t.page.toBuckets}
            </Link>
          </>
        }
      >
        {t.page.noKeysText}
      </EmptyState>
      <Suspense>
        {isAsking && (
          <CloudKeyDialog
            reason="ask"
            access={{ provider, bucket, host, ...(account === '' ? {} : { key: account }) }}
            onSave={(access) => setCloudKeys({ rows: withRow(rows, access), isKept })}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  )
}

import type { SshKey } from '@berth/contract/ssh-keys.ts'
import { CopyText } from '../../ui/copy-button.tsx'
import { MenuItem } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge } from '../../ui/status.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'

export type SshKeyAction = 'rename' | 'forget' | 'remove'

export interface SshKeyRowProps {
  readonly sshKey: SshKey
  readonly onAction: (action: SshKeyAction) => void
}

export function SshKeyRow({ sshKey, onAction }: SshKeyRowProps) {
  const t = useGeneralWords().t.keys
  const { name, type, bits, fingerprint, publicKey, privateKeyKept, createdAt, lastUsedAt } = sshKey
  return (
    <li className={styles.key}>
      <div className={styles.keyHead}>
        <span className={styles.name}>{name}</span>
        {privateKeyKept && <Badge tone="info">{t.privateKept}</Badge>}
        <span className={styles.menu}>
          <RowMenu label={t.actions({ name })}>
            <MenuItem label={t.rename} onAction={() => onAction('rename')} />
            {privateKeyKept && <MenuItem label={t.forget} isDanger onAction={() => onAction('forget')} />}
            <MenuItem label={t.remove} isDanger onAction={() => onAction('remove')} />
          </RowMenu>
        </span>
      </div>
      <CopyText text={publicKey} label={t.copy({ name })} />
      <div className={styles.facts}>
        <span>
          {type}, {t.bits({ bits })}
        </span>
        <span className={styles.mono}>{fingerprint}</span>
        <span>
          {t.added} <RelativeTime at={createdAt} />
        </span>
        <span>
          {t.lastUsed} {lastUsedAt === null ? t.never : <RelativeTime at={lastUsedAt} />}
        </span>
      </div>
    </li>
  )
}

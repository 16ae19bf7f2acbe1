import type { SshKey } from '@berth/contract/ssh-keys.ts'
import { IconButton } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-button.tsx'
import { MoreIcon } from '../../ui/action-icons.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
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
          <Menu
            label={t.actions({ name })}
            trigger={
              <IconButton compact label={t.actions({ name })}>
                <MoreIcon />
              </IconButton>
            }
          >
            <MenuItem label={t.rename} onAction={() => onAction('rename')} />
            {privateKeyKept && <MenuItem label={t.forget} isDanger onAction={() => onAction('forget')} />}
            <MenuItem label={t.remove} isDanger onAction={() => onAction('remove')} />
          </Menu>
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

/** What members of a project may do in its folder, where that differs from everyone's. */
import type { FolderMember } from '@berth/contract/folder-shares.ts'
import type { Folder } from '@berth/contract/folders.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { SearchedList } from '../../../parts/searched-list.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { membersQuery, useFolderChanges } from './folder-queries.ts'
import { useFolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

export interface MembersDialogProps {
  readonly folder: Folder
  readonly onClose: () => void
}

export function MembersDialog({ folder, onClose }: MembersDialogProps) {
  const { t, failureOf } = useFolderWords()
  const words = t.members
  const everyone = folder.projectPermission ?? 'rw'
  const useRows = (q: string) => useInfiniteQuery(membersQuery(folder.id, q))
  return (
    <Dialog isOpen onOpenChange={onClose} title={words.title(folder)}>
      <p className={styles.faint}>{words.text({ permission: t.sharing.may[everyone] })}</p>
      <SearchedList words={words} failureOf={failureOf} useRows={useRows} empty={<p>{words.none}</p>}>
        {(rows, empty) =>
          rows?.length === 0 ? (
            empty
          ) : (
            <ul className={styles.members}>
              {rows?.map((member) => (
                <Member key={member.user} folder={folder} member={member} />
              ))}
            </ul>
          )
        }
      </SearchedList>
    </Dialog>
  )
}

function Member({ folder, member }: { readonly folder: Folder; readonly member: FolderMember }) {
  const { t, failureLine } = useFolderWords()
  const words = t.members
  const { setMember } = useFolderChanges()
  const name = member.fullName === '' ? member.username : member.fullName
  const everyone = t.permissions[folder.projectPermission ?? 'rw']
  const set = (value: string) =>
    void setMember(folder, member.user, value === '' ? undefined : (value as 'ro')).then(
      () => showToast({ text: words.changed({ name }), tone: 'ok' }),
      (error: unknown) => showToast({ text: failureLine(error), tone: 'bad' }),
    )
  return (
    <li>
      <span className={styles.names}>
        <span>{name}</span>
        <span className={styles.faint}>{member.email}</span>
      </span>
      <select
        className={styles.select}
        aria-label={words.permissionOf({ name })}
        value={member.own ? member.permission : ''}
        onChange={(event) => set(event.target.value)}
      >
        <option value="">{words.asEveryone({ permission: everyone })}</option>
        <option value="ro">{t.permissions.ro}</option>
        <option value="rw">{t.permissions.rw}</option>
      </select>
    </li>
  )
}

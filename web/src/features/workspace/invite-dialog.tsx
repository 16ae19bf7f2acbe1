/** Several emails at once: each is invited on its own, so that one that cannot be does not stop the others. */
import { email } from '@berth/contract/accounts.ts'
import type { NewInvitation } from '@berth/contract/invitations.ts'
import type { Workspace, WorkspaceRole } from '@berth/contract/workspaces.ts'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TagsField } from '../../ui/tags-field.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { splitEmails, uniqueEmails } from './invited-emails.ts'
import { useChanged } from './workspace-lists.ts'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

export interface InviteDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
  readonly onDone: (invitations: readonly NewInvitation[]) => void
}

interface InviteValues {
  readonly emails: readonly string[]
  readonly role: WorkspaceRole
}

const initial: InviteValues = { emails: [], role: 'member' }
const mostAtOnce = 50
const isEmail = (entry: string) => email.safeParse(entry).success
const isSeparator = (text: string) => /[\s,;]/.test(text)

export function InviteDialog({ workspace, onClose, onDone }: InviteDialogProps) {
  const { t, failureLine } = useWorkspaceWords()
  const words = t.invite
  const { texts } = useUiTexts()
  const changed = useChanged()
  const [made, setMade] = useState<readonly NewInvitation[]>([])
  const [refused, setRefused] = useState<readonly { readonly email: string; readonly line: string }[]>([])
  const form = useForm<InviteValues>({
    initial,
    check({ emails }) {
      const bad = emails.filter((entry) => !isEmail(entry))
      if (bad.length > 0) return { emails: words.errors.bad({ entries: bad.join(', ') }) }
      if (emails.length === 0) return { emails: words.errors.none }
      return emails.length > mostAtOnce ? { emails: words.errors.many } : {}
    },
    async submit({ emails, role }) {
      const done: NewInvitation[] = [...made]
      const failed: { email: string; line: string }[] = []
      for (const one of uniqueEmails(emails)) {
        try {
          done.push(await client.invitations.create({ params: { id: workspace.id }, body: { email: one, role } }))
        } catch (error) {
          failed.push({ email: one, line: failureLine(error) })
        }
      }
      setMade(done)
      setRefused(failed)
      await changed()
      if (failed.length === 0) {
        onDone(done)
        return undefined
      }
      // those that went out are not sent again
      form.set({ emails: failed.map(({ email: one }) => one) })
      return {}
    },
  })
  const close = () => (made.length > 0 ? onDone(made) : onClose())
  return (
    <FormDialog
      title={words.title(workspace)}
      form={form}
      verb={words.verb}
      onClose={close}
      cancel={made.length > 0 ? texts.close : texts.cancel}
    >
      <div className={styles.fields}>
        <TagsField
          {...form.field('emails')}
          label={words.emails}
          help={words.emailsHelp}
          placeholder="ada@example.org, grace@example.org"
          split={splitEmails}
          isSeparator={isSeparator}
          isRight={isEmail}
        />
        <RadioGroup
          label={words.role}
          value={form.values.role}
          onChange={(role) => form.set({ role })}
          items={(['member', 'admin'] as const).map((id) => ({ id, label: t.roles[id], help: t.roleHelp[id] }))}
        />
        {refused.length > 0 && (
          <Notice tone="bad">
            <ul>
              {refused.map(({ email: one, line }) => (
                <li key={one}>
                  {one}: {line}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </FormDialog>
  )
}

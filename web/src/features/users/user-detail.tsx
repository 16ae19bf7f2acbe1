/** Everything about one user, to read. */
import type { User } from '@berth/contract/users.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isNotFound } from '../../parts/failure.ts'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/page-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { Badge, Status } from '../../ui/status.tsx'
import { useShownProjects } from './shown-projects.ts'
import { RoleBadge, TwoFactorMark } from './user-table.tsx'
import styles from './users.module.css'
import { credentialsQuery, nameOf, useKnownUser, userQuery } from './users-queries.ts'
import { useUserWords } from './users-texts.ts'

export interface UserDetailDialogProps {
  readonly id: string
  readonly onClose: () => void
  readonly onEdit: (user: User) => void
}

export function UserDetailDialog({ id, onClose, onEdit }: UserDetailDialogProps) {
  const { t, failureOf } = useUserWords()
  const known = useKnownUser(id)
  const { data, error, isFetching, refetch } = useQuery(userQuery(id))
  const user = data ?? known
  const failure = error === null ? undefined : failureOf(error)
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={user === undefined ? t.title : nameOf(user)}
      isDismissable
      footer={
        <>
          {user !== undefined && <Button onPress={() => onEdit(user)}>{t.actions.edit}</Button>}
          <Button onPress={onClose}>{t.detail.close}</Button>
        </>
      }
    >
      {user !== undefined ? (
        <Facts user={user} />
      ) : failure === undefined ? (
        <SkeletonRegion className={styles.skeleton}>
          <Skeleton width="60%" height="1.25rem" />
          <Skeleton width="80%" height="1.25rem" />
          <Skeleton width="70%" height="1.25rem" />
        </SkeletonRegion>
      ) : (
        <ErrorState
          title={isNotFound(error) ? t.detail.notFound : t.errors.user}
          requestId={failure.requestId}
          onRetry={isNotFound(error) ? undefined : () => void refetch()}
          isRetrying={isFetching}
        >
          {failure.detail}
        </ErrorState>
      )}
    </Dialog>
  )
}

function Facts({ user }: { readonly user: User }) {
  const { t } = useUserWords()
  const words = t.detail
  const projects = useShownProjects()(user)
  const nothing = <span className={styles.nothing}>{words.none}</span>
  return (
    <>
      <section className={styles.card}>
        <h3>{words.account}</h3>
        <dl className={styles.facts}>
          <Fact name={words.email}>
            <CopyText text={user.email} />
          </Fact>
          <Fact name={words.username}>{user.username}</Fact>
          <Fact name={words.fullName}>{user.fullName === '' ? nothing : user.fullName}</Fact>
          <Fact name={words.role}>
            <RoleBadge role={user.role} />
          </Fact>
          <Fact name={words.state}>
            <Status tone={user.active ? 'ok' : 'neutral'} shape={user.active ? 'filled' : 'square'}>
              {user.active ? words.active : words.inactive}
            </Status>
          </Fact>
          <Fact name={words.description}>{user.description === '' ? nothing : user.description}</Fact>
          <Fact name={words.created}>
            <RelativeTime at={user.createdAt} />
          </Fact>
          <Fact name={words.id}>
            <CopyText text={user.id} />
          </Fact>
        </dl>
      </section>
      <section className={styles.card}>
        <h3>{words.signIn}</h3>
        <dl className={styles.facts}>
          <Fact name={words.lastSignIn}>
            {user.lastSignInAt === null ? (
              <span className={styles.nothing}>{t.never}</span>
            ) : (
              <RelativeTime at={user.lastSignInAt} />
            )}
          </Fact>
          <Fact name={words.twoFactor}>
            <TwoFactorMark isOn={user.twoFactor} />
          </Fact>
          <Fact name={words.passwordChange}>{user.requirePasswordChange ? words.yes : words.no}</Fact>
          <Fact name={words.allowedClientIps}>
            {user.allowedClientIps.length === 0 ? (
              words.anywhere
            ) : (
              <ul className={styles.addresses}>
                {user.allowedClientIps.map((entry) => (
                  <li key={entry}>{entry}</li>
                ))}
              </ul>
            )}
          </Fact>
        </dl>
      </section>
      <section className={styles.card}>
        <h3>{words.workspaces}</h3>
        {user.workspaces.length === 0 ? (
          nothing
        ) : (
          <ul className={styles.spaces}>
            {user.workspaces.map((workspace) => (
              <li key={workspace.id}>
                {workspace.name}
                <Badge>{t.workspaceRoles[workspace.role]}</Badge>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className={styles.card}>
        <h3>{words.projects}</h3>
        {projects.length === 0 ? nothing : projects.join(', ')}
      </section>
      <section className={styles.card}>
        <h3>{words.policies}</h3>
        {user.policies.length === 0 ? nothing : user.policies.join(', ')}
      </section>
      <section className={styles.card}>
        <h3>{words.credentials}</h3>
        <Credentials user={user.id} />
      </section>
    </>
  )
}

function Credentials({ user }: { readonly user: string }) {
  const { t, failureOf } = useUserWords()
  const words = t.detail
  const query = useQuery(credentialsQuery(user))
  const { data, error } = query
  if (data === undefined)
    return error === null ? (
      <Skeleton width="60%" height="1.25rem" />
    ) : (
      <NotLoaded isCompact title={words.credentialsFailed} query={query} failureOf={failureOf} />
    )
  if (data.items.length === 0) return <span className={styles.nothing}>{words.noCredentials}</span>
  return (
    <ul className={styles.spaces}>
      {data.items.map(({ accessKey, label, active, policy, workspaceName }) => (
        <li key={accessKey}>
          <code>{accessKey}</code>
          {label !== '' && <span>{label}</span>}
          <span className={styles.nothing}>{words.credentialIn({ workspace: workspaceName, policy })}</span>
          {!active && <Badge>{words.credentialOff}</Badge>}
        </li>
      ))}
    </ul>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

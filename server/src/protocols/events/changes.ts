/** Which kinds of things are no longer as pages show them after an event, and who is told so. */
import type { AuditAction } from '@berth/contract/audit.ts'
import type { ChangedThing } from '@berth/contract/changed-things.ts'
import { auditKind } from '../../platform/events/audit-record.ts'
import { changedKind } from '../../platform/events/changed.ts'
import type { StoredEvent } from '../../platform/events/outbox.ts'

/** Administrators of the site are in every workspace and project here, since they see them all. */
type Hearers = 'everyone' | 'administrators' | 'user' | 'workspace' | 'workspace-admins' | 'project'

export interface Change {
  readonly what: ChangedThing
  readonly to: Hearers
  /** Of the user, the workspace or the project. */
  readonly id: string
}

type Rules = readonly (readonly [ChangedThing, Hearers])[]

const silent: Rules = []
/** What the user whom it happened to sees of themselves. */
const own = (what: ChangedThing): Rules => [[what, 'user']]
const site = (what: ChangedThing): Rules => [[what, 'administrators']]
const everyone = (what: ChangedThing): Rules => [[what, 'everyone']]
const accountOfUser: Rules = [...site('users'), ...own('account')]
const credential: Rules = [...own('credentials'), ...site('credentials')]
const members: Rules = [['workspaces', 'workspace']]
/** With a membership, credentials come and go. */
const membership: Rules = [...members, ...credential]
const invitation: Rules = [['workspaces', 'workspace-admins']]
const project: Rules = [['projects', 'project']]

/**
 * By what is recorded of it, and each thing has to say it. Sessions, folders and notifications have events of their own;
 * templates are told to those who see them by their slice. A sign-in says nothing to administrators, whose list shows the
 * last one of each user: there are too many.
 */
const rules: Readonly<Record<AuditAction, Rules>> = {
  'sign-in': own('account'),
  'sign-out': own('account'),
  'login.revoked': own('account'),
  proof: silent,
  'user.created': [...site('users'), ...site('workspaces'), ...site('credentials')],
  'user.updated': accountOfUser,
  'user.deactivated': [...site('users'), ...site('credentials')],
  'user.reactivated': [...site('users'), ...site('credentials')],
  'user.unlocked': site('users'),
  'password.changed': accountOfUser,
  'two-factor.enabled': accountOfUser,
  'two-factor.disabled': accountOfUser,
  'two-factor.reset': accountOfUser,
  'recovery-code.used': own('account'),
  'passkey.added': own('account'),
  'passkey.renamed': own('account'),
  'passkey.removed': own('account'),
  'identity.linked': own('account'),
  'identity.removed': own('account'),
  'config-script.saved': own('scripts'),
  'config-script.removed': own('scripts'),
  'bootstrap-script.saved': own('scripts'),
  'bootstrap-script.removed': own('scripts'),
  'ssh-key.added': own('ssh-keys'),
  'ssh-key.generated': own('ssh-keys'),
  'ssh-key.renamed': own('ssh-keys'),
  'ssh-key.private-key-forgotten': own('ssh-keys'),
  'ssh-key.removed': own('ssh-keys'),
  'settings.updated': everyone('settings'),
  'usage.exported': silent,
  'users.exported': silent,
  'workspace.created': members,
  'workspace.updated': members,
  'member.role-changed': members,
  'member.joined': membership,
  'member.left': membership,
  'member.removed': membership,
  'invitation.created': invitation,
  'invitation.resent': invitation,
  'invitation.revoked': invitation,
  'invitation.declined': invitation,
  'group.created': members,
  'group.updated': members,
  'group.deleted': members,
  'group.member-added': members,
  'group.member-removed': members,
  'project.created': project,
  'project.updated': project,
  'project.member-added': project,
  'project.member-removed': project,
  'credential.created': credential,
  'credential.updated': credential,
  'credential.activated': credential,
  'credential.deactivated': credential,
  'credential.revoked': credential,
  'credentials.exported': silent,
  'token.issued': silent,
  'policy.created': site('policies'),
  'policy.updated': site('policies'),
  'policy.deleted': [...site('policies'), ...site('credentials')],
  'policies.exported': silent,
  'environment.created': everyone('environments'),
  'environment.updated': everyone('environments'),
  'environment.deleted': everyone('environments'),
  'preset.created': everyone('presets'),
  'preset.updated': everyone('presets'),
  'preset.deleted': everyone('presets'),
  'template.created': silent,
  'template.updated': silent,
  'template.deleted': silent,
  'resource-group.updated': everyone('resource-groups'),
  'sessions.exported': silent,
  'session.prioritized': silent,
  'session.terminated': silent,
  'session.renamed': silent,
  'session.entered': silent,
  'session.kept': silent,
  'folder.created': silent,
  'folder.updated': silent,
  'folder.trashed': silent,
  'folder.restored': silent,
  'folder.purged': silent,
  'folder.invited': silent,
  'folder.joined': silent,
  'folder.declined': silent,
  'folder.left': silent,
  'folder.share-changed': silent,
  'folder.share-ended': silent,
  'folder.member-changed': silent,
  'terminal.shared': own('terminals'),
  'terminal.share-ended': own('terminals'),
}

/** Every stream of a process gets the same event, so it is thought about once. */
const known = new WeakMap<StoredEvent, readonly Change[]>()

export function changesOf(event: StoredEvent): readonly Change[] {
  const found = known.get(event) ?? [...find(event)]
  known.set(event, found)
  return found
}

function* find(event: StoredEvent): Generator<Change> {
  const { kind, payload } = event
  if (kind === changedKind) {
    const { what, to } = payload as { what: ChangedThing; to: Hearers }
    yield* changeOf(event, what, to)
  }
  if (kind !== auditKind) return
  const { action, result, before } = payload as { action: AuditAction; result: string; before?: { everyone?: boolean } }
  // What failed changed nothing.
  if (result !== 'success') return
  // An action of a newer version that shares the database may be none that is known here.
  for (const [what, to] of rules[action] ?? silent)
    // Whoever was in a project only because everyone was is in it no more.
    yield* changeOf(event, what, to === 'project' && before?.everyone ? 'workspace' : to)
}

function* changeOf({ user, workspace, subject }: StoredEvent, what: ChangedThing, to: Hearers): Generator<Change> {
  const id = { everyone: '', administrators: '', user, workspace, 'workspace-admins': workspace, project: subject }[to]
  if (id !== null) yield { what, to, id }
}

/**
 * What a stream only says to have changed is asked for again where a page shows it, together for many changes, since a
 * hundred users may be imported in a moment. Loaded when the first of them comes.
 */
import type { ChangedThing } from '@berth/contract/changed-things.ts'
import type { QueryClient, QueryFilters } from '@tanstack/react-query'
import { workspaceKeys } from './live-keys.ts'
import { resourceGroupsKey, sessionKeys } from './session-cache.ts'

const askAfterMs = 400
/** However much goes on changing, a list is not asked for more often. */
const askEveryMs = 2_000

const keys: Readonly<Record<ChangedThing, readonly (readonly string[])[]>> = {
  account: [['me'], ['my-account', 'logins'], ['my-account', 'passkeys'], ['my-account', 'identities']],
  activity: [
    ['my-account', 'history'],
    ['my-account', 'activity'],
  ],
  credentials: [['credentials'], ['users', 'credentials']],
  environments: [['environments'], ['admin-environments'], ['apps']],
  policies: [['policies']],
  presets: [['resource-presets'], [...sessionKeys.resources, 'presets']],
  projects: [workspaceKeys.projects, sessionKeys.resources],
  'resource-groups': [resourceGroupsKey, sessionKeys.resources],
  scripts: [['config-scripts'], ['bootstrap-script']],
  settings: [['site-settings'], ['site-offers'], ['ways-in'], ['usage-data'], ['updates']],
  'ssh-keys': [['ssh-keys']],
  templates: [['session-templates']],
  terminals: [['shared-terminals'], ['terminal-shares']],
  users: [['users']],
  workspaces: [workspaceKeys.all, workspaceKeys.projects],
}

/** A script that is open may be gone: the list says so, while what was typed in its place stays. */
const filterOf = (queryKey: readonly string[]): QueryFilters =>
  queryKey[0] === 'config-scripts' ? { queryKey, exact: true } : { queryKey }

const changed = new Set<ChangedThing>()
/** Until it is asked, and for a while after. */
let timer: ReturnType<typeof setTimeout> | undefined

export function noteChanged(cache: QueryClient, what: readonly ChangedThing[]): void {
  for (const thing of what) changed.add(thing)
  const ask = () => {
    timer = changed.size === 0 ? undefined : setTimeout(ask, askEveryMs)
    const asked = [...changed].flatMap((thing) => keys[thing])
    changed.clear()
    for (const queryKey of asked) void cache.invalidateQueries(filterOf(queryKey))
  }
  timer ??= setTimeout(ask, askAfterMs)
}

/**
 * The right to see one file on the content origin: HTML, SVG and notebooks come from people, so they are never part of the
 * console's own. The address holds a token of its own. A script in such a page knows it, and browsers leave scripts some
 * way out, so it is worth nothing elsewhere: it opens that file alone, from where it was opened first, for as long as a
 * frame needs to ask for it, and no longer than its person may read the folder.
 */
import type { FileHandle } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { openFile, openTop } from '../../../platform/files/beneath.ts'
import { FileRefusal } from '../../../platform/files/file-refusal.ts'
import { leaseScope, type Caller } from '../../../platform/http/caller.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { LeaseScope } from '../../../platform/leases/leases.ts'
import { hashToken, newToken } from '../../../platform/secrets/tokens.ts'
import type { Clock } from '../../../platform/time.ts'
import { activeType, endingOf } from '../files/content-types.ts'
import { inFolder, lastName, namesIn } from '../files/folder-tree.ts'
import type { FolderAccess } from '../folders.access.ts'
import { insertPreview, openFrom } from './previews.store.ts'
import { livePreview } from './previews.views.ts'

/** How somebody came to the console. */
export interface PreviewVisit {
  readonly host: string
  readonly address: string
}

export type ScriptBlock = 'site' | 'preference' | null

export interface PreviewsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly access: FolderAccess
  /** Where content is shown to whoever came so, and the origin of the console that they came to; null: nowhere. */
  readonly originFor: (visit: PreviewVisit) => { readonly content: string; readonly console: string } | null
  readonly scriptsBlocked: (user: string) => Promise<ScriptBlock>
  /** The one rule of whether what lasts may go on. */
  readonly holds: (scope: LeaseScope) => Promise<boolean>
}

export type Previews = ReturnType<typeof createPreviews>

const lifetimeMs = 60_000

export interface ShownFile {
  readonly file: FileHandle
  readonly size: number
  readonly name: string
  readonly kind: 'page' | 'picture' | 'notebook' | 'part'
  readonly type: string
  /** Its scripts do not run. */
  readonly blocked: ScriptBlock
  /** The only one that may frame it. */
  readonly console: string
  /** By what right it is read: what takes a while holds a lease of it. */
  readonly scope: LeaseScope
}

export function createPreviews({ db, clock, access, originFor, scriptsBlocked, holds }: PreviewsDeps) {
  return {
    async make(caller: Caller, visit: PreviewVisit, id: string, path: string) {
      const folder = await access.open(caller, id, 'ro')
      await inFolder(access, folder, path, async (tree) => {
        await using _file = await openFile(tree.top, await namesIn(tree, path))
      })
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + lifetimeMs)
      const blocked = await scriptsBlocked(caller.user)
      const origin = originFor(visit)
      if (!origin) return { url: null, scriptsBlocked: blocked, expiresAt }
      const token = newToken()
      const { user, login, credential, workspace } = caller
      await insertPreview(db, {
        token_hash: hashToken(token),
        user_id: user,
        login_id: login,
        credential,
        workspace_id: workspace,
        folder_id: id,
        path,
        console: origin.console,
        created_at: now,
        expires_at: expiresAt,
      })
      const url = `${origin.content}/${token}/${encodeURIComponent(lastName(path))}`
      return { url, scriptsBlocked: blocked, expiresAt }
    },

    /** The file that was meant, by its name. Null: not, or not any more. Whoever gets it closes it. */
    async open(token: string, name: string, address: string): Promise<ShownFile | null> {
      const hash = hashToken(token)
      const preview = await livePreview(db, hash, clock.now())
      if (!preview || name !== lastName(preview.path)) return null
      const { user, role, login, credential, workspace, folder: id, path, console } = preview
      const scope = leaseScope({ login, credential, user, address }, { folder: id })
      if (!(await holds(scope))) return null
      const folder = await access.open({ user, role, workspace, credential }, id, 'ro').catch(ignoreProblem)
      if (!folder || !(await openFrom(db, hash, address))) return null
      const blocked = await scriptsBlocked(user)
      const top = await openTop(folder.root).catch(ignoreRefusal)
      if (!top) return null
      try {
        const file = await openFile(top, await namesIn({ top }, path))
        return {
          file: file.handle,
          size: Number(file.stats.size),
          name,
          kind: kindOf(path),
          type: activeType(path),
          blocked,
          console,
          scope,
        }
      } catch (error) {
        return ignoreRefusal(error)
      } finally {
        await top.close()
      }
    },
  }
}

const kinds: Readonly<Record<string, ShownFile['kind']>> = {
  html: 'page',
  htm: 'page',
  xhtml: 'page',
  svg: 'picture',
  ipynb: 'notebook',
}
const kindOf = (path: string) => kinds[endingOf(path)] ?? 'part'

function ignoreRefusal(error: unknown): null {
  if (error instanceof FileRefusal) return null
  throw error
}
function ignoreProblem(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}

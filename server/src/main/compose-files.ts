/** What is in folders: files, uploads, and the content origin that shows what people keep. */
import type { Kysely } from 'kysely'
import { createArchives } from '../features/folders/files/archive.ts'
import { createFileBrowser } from '../features/folders/files/browse-files.ts'
import { createFileContent } from '../features/folders/files/file-content.ts'
import { createFileDeeds } from '../features/folders/files/file-deeds.ts'
import { fileRoutes } from '../features/folders/files.routes.ts'
import type { FolderAccess } from '../features/folders/folders.access.ts'
import { createPreviews, type PreviewsDeps } from '../features/folders/previews/previews.ts'
import { uploadRoutes } from '../features/folders/uploads.routes.ts'
import { createUploads } from '../features/folders/uploads/uploads.ts'
import type { Tables } from '../platform/database/tables.ts'
import { createAddressOf } from '../platform/http/client-address-of.ts'
import type { Leases } from '../platform/leases/leases.ts'
import type { Log } from '../platform/log/log.ts'
import type { Clock } from '../platform/time.ts'
import { createContentOrigin } from '../protocols/content/content-origin.ts'
import { createDrawNotebook } from '../protocols/content/draw-notebook.ts'

interface Parts extends Pick<PreviewsDeps, 'originFor' | 'scriptsBlocked' | 'holds'> {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly access: FolderAccess
  readonly leases: Pick<Leases, 'take'>
  readonly log: Log
  readonly trustedProxies: readonly string[]
}

export function composeFiles({ db, clock, access, leases, log, trustedProxies, ...shown }: Parts) {
  const previews = createPreviews({ db, clock, access, ...shown })
  const held = { access, leases }
  return {
    content: createContentOrigin({
      previews,
      leases,
      drawNotebook: createDrawNotebook(),
      addressOf: createAddressOf(trustedProxies),
      log,
    }),
    routes: {
      files: fileRoutes({
        browser: createFileBrowser({ access }),
        content: createFileContent(held),
        deeds: createFileDeeds({ ...held, log }),
        archives: createArchives(held),
        previews,
      }),
      uploads: uploadRoutes(createUploads({ db, clock, ...held })),
    },
  }
}

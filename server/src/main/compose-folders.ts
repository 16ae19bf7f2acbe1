/** Storage folders and what they are made of, put together. */
import { api } from '@berth/contract/api.ts'
import type { FastifyInstance } from 'fastify'
import { createFileNews } from '../features/folders/files/file-news.ts'
import { makeExampleFolder } from '../features/folders/example-folder.ts'
import { createFolderFiles } from '../features/folders/folder-files.service.ts'
import { createFolderMounts } from '../features/folders/folder-mounts.service.ts'
import { createFolderRoom } from '../features/folders/folder-room.ts'
import { createFolderShares } from '../features/folders/folder-shares.service.ts'
import { createFolderAccess, type FolderAccess } from '../features/folders/folders.access.ts'
import {
  folderInvitationRoutes,
  folderRoutes,
  folderShareRoutes,
  storageHostRoutes,
} from '../features/folders/folders.routes.ts'
import { createFolders } from '../features/folders/folders.service.ts'
import { hostsInUse } from '../features/folders/folders.views.ts'
import { layoutOf } from '../features/folders/hosts/host-layout.ts'
import { createStorageHosts, type StorageHostSettings } from '../features/folders/hosts/storage-hosts.ts'
import { createMeasuring } from '../features/folders/measuring.ts'
import { createRemoval } from '../features/folders/removal.ts'
import { uploadBatchRoutes } from '../features/folders/uploads.routes.ts'
import { createUploadBatches } from '../features/folders/uploads/upload-batches.ts'
import { sweepUploads } from '../features/folders/uploads/sweep-uploads.ts'
import type { Projects } from '../features/projects/projects.service.ts'
import { endAllOverMounted } from '../features/sessions/life/end-with-folder.ts'
import type { Settings } from '../features/settings/settings.service.ts'
import { mount, type MountSettings } from '../platform/http/mount.ts'
import type { Leases } from '../platform/leases/leases.ts'
import type { SiteParts } from './site-parts.ts'

interface Around {
  readonly leases: Leases
  readonly siteSettings: Settings
  readonly projects: Projects
}

export interface StorageSettings {
  readonly hosts: readonly StorageHostSettings[]
  /** Storage in it is made when it is not there. */
  readonly ownDirectory: string
}

/** Done by whichever process works, ever again. */
export interface StorageWork {
  purgeExpired(): Promise<void>
  measureDue(): Promise<void>
  /** One folder, now. */
  measure(id: string): Promise<void>
  /** Begins to take off hosts what is purged: one that hangs holds nobody up. */
  remove(): Promise<void>
  endOverMounted(): Promise<void>
  /** With what is in this directory, unless there was one. */
  makeExample(content: string): Promise<void>
  /** Takes away beside the folders what nobody goes on with. */
  sweepUploads(): Promise<void>
  /** Says of uploads that nobody tells of any more that they are interrupted. */
  interruptUploads(): Promise<void>
}

type Parts = Pick<SiteParts, 'database' | 'engine' | 'clock' | 'log' | 'storage'>

export function composeFolders({ database, engine, clock, log, storage }: Parts, around: Around) {
  const { db, prepared } = database
  const { leases, siteSettings: settings, projects } = around
  using held = new DisposableStack()
  const hosts = held.use(createStorageHosts({ ...storage, engine, usedHosts: () => hostsInUse(db), log }))
  const room = createFolderRoom({ db, hosts })
  const measuring = held.use(createMeasuring({ db, hosts, room, clock, log }))
  const news = held.use(createFileNews({ db, clock, log }))
  const removal = createRemoval({ db, hosts, clock, log })
  const onPurged = () => void removal.run()
  const folders = createFolders({ db, clock, hosts, settings, projects, leases, onPurged })
  const shares = createFolderShares({ db, clock, folders, projects })
  const access: FolderAccess = createFolderAccess({
    db,
    hosts,
    room,
    onChanged({ id }, path, bytes) {
      measuring.noteChange(id, bytes)
      news.note(id, path)
    },
  })
  const batches = createUploadBatches({ db, clock, access })
  const mounts = createFolderMounts({ prepared, hosts })
  // What a server before this one purged and did not finish.
  onPurged()
  const uploadPlaces = async () =>
    (await hosts.all()).flatMap(({ found }) => (found ? [layoutOf(found.path).uploads] : []))
  const disposal = held.move()
  return {
    hosts,
    folders,
    access,
    files: createFolderFiles({ db, access, leases }),
    measuring,
    removal,
    mounts,
    batches,
    work: {
      purgeExpired: folders.purgeExpired,
      measureDue: measuring.measureDue,
      measure: measuring.measure,
      remove: async () => onPurged(),
      async sweepUploads() {
        await batches.forgetOld()
        await sweepUploads({ db, clock, log, places: uploadPlaces })
      },
      interruptUploads: batches.interrupt,
      makeExample: (content) => makeExampleFolder({ db, clock, hosts }, content),
      endOverMounted: () => endAllOverMounted(db, { clock, mounts }),
    } satisfies StorageWork,
    mountRoutes(app: FastifyInstance, routes: MountSettings): void {
      mount(app, routes, api.storageHosts, storageHostRoutes(folders))
      mount(app, routes, api.folders, folderRoutes(folders, shares))
      mount(app, routes, api.folderShares, folderShareRoutes(shares))
      mount(app, routes, api.uploadBatches, uploadBatchRoutes(batches))
      mount(app, routes, api.folderInvitations, folderInvitationRoutes(shares))
    },
    async [Symbol.asyncDispose]() {
      disposal.dispose()
      await removal[Symbol.asyncDispose]()
    },
  }
}

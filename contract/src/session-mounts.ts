/** Folders in sessions: which ones are asked for, and which a session sees. */
import { z } from 'zod'
import { folderPermission } from './folders.ts'
import { id, line } from './shapes.ts'

/** Below the home directory; what is not absolute begins there. A folder's own name there when not given. */
const mountPath = z
  .string()
  .min(1)
  .max(255)
  .regex(/^(\/home\/work\/)?[^/\s\p{Cc}][^/\p{Cc}]*(\/[^/\p{Cc}]+)*$/u, {
    error: 'names with one "/" between them, below /home/work',
  })
  .refine((path) => !path.split('/').some((name) => name === '.' || name === '..'), {
    error: 'must not have "." or ".." in it',
  })

/** Folders that a session sees. */
export const sessionMounts = z
  .array(
    z.strictObject({
      /** Id or name. */
      folder: line(1, 64),
      path: mountPath.optional(),
      /** As much as is granted when not given. */
      mode: folderPermission.optional(),
    }),
  )
  .max(50)

/** One that a session sees. */
export const sessionMount = z.object({
  folder: id,
  /** Of the folder, when the session was asked for. */
  name: z.string(),
  path: z.string(),
  mode: folderPermission,
  /** By its name alone: it begins with a dot. */
  auto: z.boolean(),
})
export type SessionMount = z.infer<typeof sessionMount>

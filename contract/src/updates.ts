/** Newer versions of the product, as the site's release feed tells of them (6.2). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { time } from './shapes.ts'

export const release = z.object({
  version: z.string(),
  /** Plain text. */
  notes: z.string(),
  /** Where to read more. */
  url: z.string().nullable(),
})
export type Release = z.infer<typeof release>

export const updates = {
  show: endpoint({
    method: 'GET',
    path: '/updates',
    summary: 'The version that runs, and a newer one where the site’s release feed tells of one',
    access: 'login',
    response: z.object({
      version: z.string(),
      /** Null: this site has no release feed, so nothing is asked. */
      feed: z
        .object({
          newer: release.nullable(),
          /** When the feed last answered; null: it never did. */
          checkedAt: time.nullable(),
        })
        .nullable(),
    }),
  }),
}

/** Whether this document may ask other hosts than the server: only that of a page for clouds may, since it was loaded. */
import { isCloudPage } from '@berth/contract/cloud-pages.ts'

export function canReachClouds(): boolean {
  const [loaded] = performance.getEntriesByType('navigation')
  return loaded !== undefined && isCloudPage(new URL(loaded.name).pathname)
}

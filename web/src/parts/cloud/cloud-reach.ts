/** How far this document reaches: that is decided when it is loaded, and stays so whatever its address is later. */
import { cloudReach } from '@berth/contract/cloud-pages.ts'

const reach = cloudReach(plain(window.location.pathname))

/** Whether it may ask other hosts than the server. */
export const canReachClouds = (): boolean => reach !== null

/**
 * Whether it is one for the page at this path. One that reaches further than a page needs is none: what people keep in
 * folders is framed by pages, and must find no way out. Where keys are entered nobody is asked before they are tried.
 */
export function isDocumentFor(pathname: string): boolean {
  const wanted = cloudReach(plain(pathname))
  return wanted === reach || (wanted === 'ask' && reach === null)
}

/** However an address is written it is the same page; or it would be loaded anew again and again. */
function plain(pathname: string): string {
  try {
    return decodeURI(pathname)
  } catch {
    return pathname
  }
}

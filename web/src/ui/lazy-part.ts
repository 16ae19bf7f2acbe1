/**
 * Parts of a page that are loaded when they are first drawn. A part that cannot be had because the server is away comes
 * when it is back: nothing is in its place until then, and all else on the page stays as it is.
 */
import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'

export const lazyPart = <Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => ({ default: await loadLasting(load, { isServerThere, pause, styleAnew }) }))

export interface Ways {
  readonly isServerThere: () => Promise<boolean>
  readonly pause: () => Promise<unknown>
  /** What did not come of the styles that the error tells of is fetched again, which `load` would not do by itself. */
  readonly styleAnew: (error: unknown) => Promise<unknown>
}

/** Rejects when it fails although the server answers: after an update it does not have the files of this page any more. */
export async function loadLasting<Part>(load: () => Promise<Part>, ways: Ways): Promise<Part> {
  let refused = 0
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!(await ways.isServerThere())) await ways.pause()
      else if (++refused === 2) throw error
      await ways.styleAnew(error).catch(() => undefined)
    }
  }
}

const isServerThere = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

const pause = () => new Promise((resolve) => setTimeout(resolve, 1000))

/** The words are those of the build's own loader. */
async function styleAnew(error: unknown): Promise<void> {
  const address = error instanceof Error && /Unable to preload CSS for (\S+)/.exec(error.message)?.[1]
  const failed = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].find(
    ({ href }) => href === address,
  )
  if (failed === undefined) return
  const again = failed.cloneNode() as HTMLLinkElement
  await new Promise((resolve, reject) => {
    again.addEventListener('load', resolve)
    again.addEventListener('error', reject)
    failed.replaceWith(again)
  })
}

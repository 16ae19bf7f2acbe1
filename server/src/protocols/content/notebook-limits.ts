/** How much a notebook may be, and what drawing it may take; who wrote it decides neither. */

/** It is read as a whole. */
export const mostNotebook = 20 * 1024 ** 2

/** What the program that draws one ends with when there is no page. */
export const exits = { noNotebook: 3, tooLarge: 4 } as const

export interface DrawingLimits {
  /** Characters of the page, and bytes of what is sent. */
  readonly page: number
  readonly ms: number
  /** MiB. */
  readonly memory: number
  /** Programs at once, and what each person may have waiting beside the one that is drawn. */
  readonly atOnce: number
  readonly waiting: number
}

export const usualLimits: DrawingLimits = {
  page: 40 * 1024 ** 2,
  ms: 10_000,
  memory: 384,
  atOnce: 2,
  waiting: 4,
}

export class PageTooLarge extends Error {
  override readonly name = 'PageTooLarge'
}

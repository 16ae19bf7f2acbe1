/** Is a page of the console in front, this one or another tab's? Those in front say so to the others. */

const name = 'berth.front'
/** Every page hears of the same thing at nearly the same time. */
const waitMs = 300

export interface FrontPages extends Disposable {
  /** Asked once of each thing, by every page. */
  readonly isAny: (thing: string) => Promise<boolean>
}

const isInFront = () => document.visibilityState === 'visible' && document.hasFocus()

export function createFrontPages(inFront: () => boolean = isInFront): FrontPages {
  const channel = new BroadcastChannel(name)
  const seen = new Set<string>()
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') seen.add(event.data)
  })
  return {
    async isAny(thing) {
      if (inFront()) {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
        channel.postMessage(thing)
        return true
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      return seen.delete(thing)
    },
    [Symbol.dispose]: () => channel.close(),
  }
}

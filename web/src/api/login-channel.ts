/** What the tabs of this browser tell each other about the login that they share. */
export type LoginNews =
  /** When it ends by this machine's clock, as the server just said. */
  | { readonly kind: 'end'; readonly endsAt: number; readonly canExtend: boolean; readonly extension: boolean }
  | { readonly kind: 'signed-in'; readonly user: string }
  | { readonly kind: 'signed-out' }

const name = 'berth.login'
// a tab's own news do not come back to it
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
export const tellTabs = (news: LoginNews): void => channel?.postMessage(news)

export function onLoginNews(take: (news: LoginNews) => void): () => void {
  const listener = (event: MessageEvent<LoginNews>) => take(event.data)
  channel?.addEventListener('message', listener)
  return () => channel?.removeEventListener('message', listener)
}

/** A message of the device that was pressed: the console comes to the front, at what the message is about. */

interface Page {
  focus(): Promise<unknown>
  navigate(url: string): Promise<unknown>
}
interface Pages {
  matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: boolean }): Promise<readonly Page[]>
  openWindow(url: string): Promise<unknown>
}
export interface PressedMessage {
  readonly data: unknown
  close(): void
}

export async function followNotification(message: PressedMessage): Promise<void> {
  message.close()
  const { data } = message
  const to = new URL(typeof data === 'string' ? data : '/', location.origin)
  if (to.origin !== location.origin) return
  const { clients } = self as unknown as { readonly clients: Pages }
  const [open] = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (open === undefined) {
    await clients.openWindow(to.href)
    return
  }
  await open.focus()
  if (typeof data === 'string') await open.navigate(to.href)
}

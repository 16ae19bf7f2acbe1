/** `-L` and `-D`: connections to what listens inside the session, and to nothing else. */
import type { Duplex } from 'node:stream'
import type { Channel } from 'ssh2'
import { EngineProblem } from '../../engines/engine.ts'
import { openChannel } from './channel-flow.ts'
import type { SshEntrance } from './ssh-entrance.ts'

/** As the session calls itself. */
export const isLoopback = (host: string, sessionName: string): boolean =>
  /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|::1?|\[::1?\])$/i.test(host) ||
  host.toLowerCase() === sessionName.toLowerCase()

export async function serveForward(
  entrance: SshEntrance,
  open: () => Promise<Duplex>,
  accept: () => Channel | undefined,
  reject: () => void,
  onClosed: () => void,
): Promise<void> {
  let inner: Duplex
  try {
    inner = await open()
  } catch (error) {
    if (!(error instanceof EngineProblem)) entrance.log.error('An SSH forward failed', { error: error as Error })
    onClosed()
    if (!entrance.signal.aborted) reject()
    return
  }
  const channel = entrance.signal.aborted ? undefined : accept()
  const flow = channel && openChannel(channel, entrance)
  if (!channel || !flow) {
    inner.destroy()
    return onClosed()
  }
  let inputEnded = false
  let outputEnded = false
  const closeWhenBothEnded = () => {
    if (inputEnded && outputEnded) channel.close()
  }
  channel.on('end', () => {
    inputEnded = true
    closeWhenBothEnded()
  })
  flow.onClosed(() => {
    inner.destroy()
    onClosed()
  })
  inner.on('close', () => {
    if (flow.isClosed()) return
    // Broken off; or nobody takes anything more, and what was said may still be on its way.
    if (!inner.readableEnded) return channel.close()
    inputEnded = true
    closeWhenBothEnded()
  })
  flow.send(inner)
  flow.receive(inner)
  await flow.sent()
  if (flow.isClosed()) return
  // One direction may end while the other goes on.
  outputEnded = true
  channel.eof()
  closeWhenBothEnded()
}

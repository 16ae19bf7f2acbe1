import type { Socket } from 'node:net'
import { askKeeper } from './keeper-client.ts'

/**
 * One open connection per running session: that it closes is how its end is noticed, at once and without polling. The
 * caller then looks whether it is really so.
 */
export function createSessionWatchers(onClosed: (id: string) => void) {
  const sockets = new Map<string, Socket>()
  let closed = false
  return {
    async watch(id: string, socketPath: string) {
      if (closed || sockets.has(id)) return
      const { socket } = await askKeeper(socketPath, { op: 'watch' })
      if (closed || sockets.has(id)) return void socket.destroy()
      sockets.set(id, socket)
      // Nothing is expected on it; a keeper that sends anyway is not buffered.
      socket.on('data', () => {})
      socket.on('end', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(id)
        if (!closed) onClosed(id)
      })
      socket.unref()
      socket.resume()
    },
    /** Stops watching one that is being ended on purpose. */
    forget(id: string) {
      const socket = sockets.get(id)
      socket?.removeAllListeners('close')
      socket?.destroy()
      sockets.delete(id)
    },
    close() {
      closed = true
      for (const socket of sockets.values()) socket.destroy()
    },
  }
}

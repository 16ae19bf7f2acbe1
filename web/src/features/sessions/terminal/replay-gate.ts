/**
 * Between the socket and the emulator. A new connection first gets the bytes that rebuild the screen; questions in
 * them (where is the cursor, what colour is the background) were answered long ago, so whatever the emulator says
 * while it reads them is dropped. Behind the last of those bytes everything passes.
 */

export interface Emulator {
  /** Calls back when these bytes are parsed, before later ones are. */
  write(bytes: Uint8Array, parsed: () => void): void
}

export interface ReplayGate {
  /** The server says how many bytes of replay follow. */
  expect(bytes: number): void
  /** Bytes from the server. */
  output(bytes: Uint8Array): void
  /** May what the emulator sends now go to the server? */
  readonly open: boolean
}

export function createReplayGate(emulator: Emulator, onLive: () => void): ReplayGate {
  let remaining = 0
  let parsing = false
  /** Another `expect` makes callbacks of the one before meaningless. */
  let turn = 0

  const goLive = (mine: number) => {
    if (mine !== turn) return
    parsing = false
    onLive()
  }

  return {
    expect(bytes) {
      turn += 1
      remaining = bytes
      parsing = bytes > 0
      if (bytes === 0) onLive()
    },
    output(bytes) {
      if (remaining === 0) {
        emulator.write(bytes, () => undefined)
        return
      }
      const old = bytes.subarray(0, remaining)
      remaining -= old.length
      const mine = turn
      const last = remaining === 0
      emulator.write(old, () => {
        if (last) goLive(mine)
      })
      if (old.length < bytes.length) emulator.write(bytes.subarray(old.length), () => undefined)
    },
    get open() {
      return !parsing
    },
  }
}

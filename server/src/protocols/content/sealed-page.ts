/**
 * Pages whose scripts run begin with one of ours, which takes away what no policy keeps in: browsers connect to each other
 * (WebRTC) without a fetch, and so past `connect-src`. It does not reach into frames that such a page makes in itself, so
 * it is no wall where a browser has none (content-policy.ts): an address that gets out has to be worth nothing.
 */
import type { FileHandle } from 'node:fs/promises'

const names = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection', 'RTCDataChannel', 'WebTransport']

/** It leaves nothing behind by which a page would look otherwise. */
export const seal = `<script>for(const name of ${JSON.stringify(names)})if(name in self)Object.defineProperty(self,name,{value:undefined});document.currentScript.remove()</script>`

const headBytes = 1024

/** Behind the words that say which HTML it is, without which a browser would draw it in another way. */
export async function placeOfSeal(file: FileHandle): Promise<number | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
  const head = buffer.toString('latin1', 0, bytesRead)
  // UTF-16, which it says itself: what is put before it would be read in another way.
  if (/^(\xFE\xFF|\xFF\xFE)/.test(head)) return null
  return /^(?:\xEF\xBB\xBF)?(?:[\t\n\f\r ]*<!doctype[^>]*>)?/i.exec(head)?.[0].length ?? 0
}

/** With the seal at a place of it. */
export async function* sealedAt(place: number, body: AsyncIterable<Buffer>) {
  let before = place
  let isSealed = false
  for await (const piece of body) {
    if (isSealed || before > piece.length) yield piece
    else {
      if (before > 0) yield piece.subarray(0, before)
      yield Buffer.from(seal)
      if (before < piece.length) yield piece.subarray(before)
      isSealed = true
    }
    before -= piece.length
  }
  if (!isSealed) yield Buffer.from(seal)
}

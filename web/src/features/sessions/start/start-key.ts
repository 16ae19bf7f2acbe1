/** A start that is sent again, since its answer was lost, is one start: its key changes with what is asked alone. */
import type { SessionCreate } from '@berth/contract/sessions.ts'

export function createStartKey(): (body: SessionCreate) => string {
  let sent: { readonly body: string; readonly key: string } | undefined
  return (body) => {
    const asked = JSON.stringify(body)
    if (sent?.body !== asked) sent = { body: asked, key: randomKey() }
    return sent.key
  }
}

/** `crypto.randomUUID` is there over https and on this machine only. */
const randomKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('-')

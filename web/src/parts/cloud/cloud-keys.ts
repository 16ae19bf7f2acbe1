/**
 * Keys to clouds, of whoever is signed in, in this browser alone. They live as long as one of its tabs does, in the
 * storage of each of them; told to be kept they stay on this device, and wait there for the same person. Nothing of them
 * is ever sent to the server.
 */
import { useState, useSyncExternalStore } from 'react'
import { onLoginNews } from '../../api/login-channel.ts'
import { cloudProviders } from './cloud-access.ts'
import type { CloudAccess } from './cloud-access.ts'
import { cloudKeysName, keptCloudKeysName } from './cloud-keys-name.ts'

export interface CloudKeys {
  readonly rows: readonly CloudAccess[]
  /** They stay on this device when somebody signs out. */
  readonly isKept: boolean
}

interface Held extends CloudKeys {
  readonly user: string
}

/** What tabs of this browser tell each other. */
type News = { readonly kind: 'ask'; readonly user: string } | { readonly kind: 'held'; readonly held: Held }

const none: CloudKeys = { rows: [], isKept: false }
const listeners = new Set<() => void>()
let user: string | undefined
let keys = none
let channel: BroadcastChannel | undefined

/** Called by what shows them; again for the same person it changes nothing. */
function openCloudKeys(id: string): void {
  if (user === id) return
  user = id
  // nobody follows them yet
  keys = readKept(id) ?? readOwn(id) ?? none
  if (channel !== undefined) return
  if ('BroadcastChannel' in globalThis) {
    channel = new BroadcastChannel(cloudKeysName)
    channel.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data))
    // a new tab has a storage of its own, which is empty
    if (keys.rows.length === 0) tell({ kind: 'ask', user: id })
  }
  onLoginNews((news) => {
    if (news.kind === 'signed-out') forget()
  })
}

/** Told to the other tabs, too. */
export function setCloudKeys(next: CloudKeys): void {
  if (user === undefined) return
  write(user, next)
  take(next)
  tell({ kind: 'held', held: { user, ...next } })
}

/** At a sign-out: those that are kept stay where they are, and out of reach until the same person signs in. */
function forget(): void {
  remove(sessionStorage, cloudKeysName)
  user = undefined
  take(none)
}

function hear(news: News): void {
  if (news.kind === 'ask') {
    if (news.user === user && keys.rows.length > 0) tell({ kind: 'held', held: { user, ...keys } })
  } else if (news.held.user === user) {
    const { rows, isKept } = news.held
    writeOwn(user, rows)
    take({ rows, isKept })
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
const tell = (news: News) => channel?.postMessage(news)

function take(next: CloudKeys): void {
  keys = next
  for (const listener of listeners) listener()
}

function write(id: string, { rows, isKept }: CloudKeys): void {
  writeOwn(id, rows)
  const name = keptCloudKeysName(id)
  if (isKept) keep(localStorage, name, rows)
  else remove(localStorage, name)
}

const writeOwn = (id: string, rows: readonly CloudAccess[]) => keep(sessionStorage, cloudKeysName, { user: id, rows })

/** A browser may keep nothing for pages: then they last as long as the page. */
function keep(storage: Storage, name: string, value: unknown): void {
  try {
    storage.setItem(name, JSON.stringify(value))
  } catch {}
}

function remove(storage: Storage, name: string): void {
  try {
    storage.removeItem(name)
  } catch {}
}

function read(storage: Storage, name: string): unknown {
  try {
    return JSON.parse(storage.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

function readKept(id: string): CloudKeys | undefined {
  const rows = read(localStorage, keptCloudKeysName(id))
  return Array.isArray(rows) ? { rows: rows.filter(isAccess), isKept: true } : undefined
}

/** Somebody else's are of no use, and removed. */
function readOwn(id: string): CloudKeys | undefined {
  const held = read(sessionStorage, cloudKeysName) as Partial<Held> | null
  if (held === null) return undefined
  if (held.user === id && Array.isArray(held.rows)) return { rows: held.rows.filter(isAccess), isKept: false }
  remove(sessionStorage, cloudKeysName)
  return undefined
}

const texts = ['id', 'bucket', 'key', 'secret', 'token', 'region', 'host'] as const

function isAccess(value: unknown): value is CloudAccess {
  const row = value as Partial<Record<string, unknown>> | null
  if (typeof row !== 'object' || row === null) return false
  return cloudProviders.some((one) => one === row['provider']) && texts.every((name) => typeof row[name] === 'string')
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useCloudKeys(id: string): CloudKeys {
  useState(() => openCloudKeys(id))
  return useSyncExternalStore(subscribe, () => keys)
}

/** With it in the place of the row that it was, or behind the others. */
export function withRow(rows: readonly CloudAccess[], row: CloudAccess): CloudAccess[] {
  return rows.some(({ id }) => id === row.id) ? rows.map((one) => (one.id === row.id ? row : one)) : [...rows, row]
}

/** Where the log of requests is kept: IndexedDB, one store for whoever is signed in, the oldest leaving first. */
import { problems } from '@berth/contract/problems.ts'
import type { RequestEntry } from './request-entry.ts'
import { requestLogName } from './request-log-name.ts'

const mostRequests = 3000
const storeName = 'requests'
const byUser = 'user'

const answerOf = <Value>(request: IDBRequest<Value>) =>
  new Promise<Value>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the log could not be read')))
  })

const endOf = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    for (const kind of ['error', 'abort'])
      transaction.addEventListener(kind, () => reject(transaction.error ?? new Error('the log could not be written')))
  })

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(requestLogName, 1)
  request.addEventListener('upgradeneeded', () => {
    const store = request.result.createObjectStore(storeName, { keyPath: 'key', autoIncrement: true })
    store.createIndex(byUser, byUser)
  })
  const database = await answerOf(request)
  // whoever removes it, in another tab perhaps, need not wait for this page
  database.addEventListener('versionchange', () => database.close())
  return database
}

async function within<Value>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<Value>,
): Promise<Value> {
  const database = await open()
  try {
    const transaction = database.transaction(storeName, mode)
    const end = endOf(transaction)
    const value = await work(transaction.objectStore(storeName))
    await end
    return value
  } finally {
    database.close()
  }
}

/** The words of a problem are the contract's, or there are none. */
const checked = (entry: RequestEntry): RequestEntry =>
  entry.problem !== null && Object.hasOwn(problems, entry.problem) ? entry : { ...entry, problem: null }

/** `isStillWanted`: asked when the store is open, since a sign-out may have come before. */
export const keepRequests = (user: string, entries: readonly RequestEntry[], isStillWanted: () => boolean) =>
  within('readwrite', async (store) => {
    if (!isStillWanted()) return
    for (const entry of entries) store.add({ ...checked(entry), user })
    const tooMany = (await answerOf(store.count())) - mostRequests
    if (tooMany > 0) await removeSome(store.openCursor(), () => true, tooMany)
  })

export const removeOthers = (user: string) =>
  within('readwrite', (store) => removeSome(store.openCursor(), (entry) => entry[byUser] !== user, Infinity))

/** From the oldest on. */
function removeSome(
  request: IDBRequest<IDBCursorWithValue | null>,
  isMeant: (entry: Readonly<Record<string, unknown>>) => boolean,
  most: number,
): Promise<void> {
  let left = most
  return new Promise((resolve, reject) => {
    request.addEventListener('error', () => reject(request.error ?? new Error('the log could not be read')))
    request.addEventListener('success', () => {
      const cursor = request.result
      if (cursor === null || left <= 0) return resolve()
      if (isMeant(cursor.value as Readonly<Record<string, unknown>>)) {
        cursor.delete()
        left -= 1
      }
      cursor.continue()
    })
  })
}

export interface KeptRequest extends RequestEntry {
  readonly key: number
}

/** Newest first. */
export const readRequests = (user: string): Promise<KeptRequest[]> =>
  within('readonly', async (store) => {
    const rows = await answerOf<KeptRequest[]>(store.index(byUser).getAll(user))
    return rows.toReversed()
  })

export const clearRequests = (): Promise<void> =>
  within('readwrite', async (store) => {
    await answerOf(store.clear())
  })

/** The whole database. */
export async function removeAll(): Promise<void> {
  await answerOf(indexedDB.deleteDatabase(requestLogName))
}

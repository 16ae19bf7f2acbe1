/** Another place in the same folder, found by going there. */
import type { Folder } from '@berth/contract/folders.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoreRows } from '../../../parts/more-rows.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ArrowUpIcon } from '../../../ui/icons.tsx'
import { FolderIcon } from '../../../ui/thing-icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { useUiTexts } from '../../../ui/ui-texts.tsx'
import { joined, nameOf, otherName, parentOf } from './file-paths.ts'
import { fileListQuery, useFileChanges } from './file-queries.ts'
import type { Item } from './file-queries.ts'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

export interface MoveDialogProps {
  readonly folder: Folder
  readonly from: string
  readonly how: 'move' | 'copy'
  readonly items: readonly Item[]
  readonly onClose: (isDone: boolean) => void
}

export function MoveDialog({ folder, from, how, items, onClose }: MoveDialogProps) {
  const { t, say, failureOf } = useFileWords()
  const { texts } = useUiTexts()
  const words = t.moving
  const changes = useFileChanges(folder.id)
  const [place, setPlace] = useState(from)
  const [isPending, setPending] = useState(false)
  const [overwrites, setOverwrites] = useState(false)
  const [left, setLeft] = useState(items)
  const [taken, setTaken] = useState<readonly Item[]>([])
  const [failures, setFailures] = useState<readonly string[]>([])
  const fault = faultAt(place, left, how)
  const said = { count: left.length, text: say(left.length), name: left[0]?.name ?? '' }
  const placeName = place === '' ? folder.name : nameOf(place)

  const one = async (item: Item) => {
    const to = joined(place, item.name)
    if (how === 'move') return changes.move(item.path, to, overwrites)
    // a copy beside itself gets another name
    if (to !== item.path) return changes.copy(item.path, to, overwrites)
    return copyBeside(item, (name) => changes.copy(item.path, joined(place, name)))
  }
  const act = async () => {
    setPending(true)
    const [again, failed, takenNow]: [Item[], string[], Item[]] = [[], [], []]
    let done = 0
    for (const item of left)
      try {
        await one(item)
        done += 1
      } catch (error) {
        again.push(item)
        if (error instanceof ApiProblem && error.body.type === 'file-exists') takenNow.push(item)
        else failed.push(words.failed({ name: item.name, reason: failureOf(error).detail }))
      }
    setPending(false)
    if (done > 0) {
      const text = { count: done, text: say(done), place: placeName }
      showToast({ text: how === 'move' ? words.moved(text) : words.copied(text), tone: 'ok' })
    }
    if (again.length === 0) return onClose(true)
    setLeft(again)
    setTaken(takenNow)
    setFailures(failed)
  }
  return (
    <Dialog
      isOpen
      onOpenChange={() => onClose(left.length < items.length)}
      title={how === 'move' ? words.moveTitle(said) : words.copyTitle(said)}
      footer={
        <>
          <Button onPress={() => onClose(left.length < items.length)}>{texts.cancel}</Button>
          <Button look="primary" isPending={isPending} isDisabled={fault !== undefined} onPress={() => void act()}>
            {how === 'move' ? words.moveVerb : words.copyVerb}
          </Button>
        </>
      }
    >
      <div className={styles.bar}>
        <span>
          {words.where}: <code>{joined(folder.name, place).replace(/\/$/, '')}</code>
        </span>
        <Button compact isDisabled={place === ''} onPress={() => setPlace(parentOf(place))}>
          <ArrowUpIcon size={14} />
          {words.up}
        </Button>
      </div>
      <Folders key={place} folder={folder} place={place} onGo={setPlace} />
      {fault !== undefined && <p className={styles.note}>{words[fault]}</p>}
      {taken.length > 0 && (
        <Notice tone="warn" title={words.taken({ names: taken.map(({ name }) => name).join(', ') })}>
          <Checkbox label={words.replace} isSelected={overwrites} onChange={setOverwrites} />
        </Notice>
      )}
      {failures.length > 0 && (
        <Notice tone="bad">
          {failures.map((failure) => (
            <p key={failure}>{failure}</p>
          ))}
        </Notice>
      )}
    </Dialog>
  )
}

function faultAt(place: string, items: readonly Item[], how: 'move' | 'copy'): 'same' | 'inside' | undefined {
  if (items.some(({ kind, path }) => kind === 'folder' && (place === path || place.startsWith(`${path}/`))))
    return 'inside'
  return how === 'move' && items.every(({ path }) => parentOf(path) === place) ? 'same' : undefined
}

async function copyBeside(item: Item, copy: (name: string) => Promise<unknown>): Promise<void> {
  for (let number = 2; ; number++)
    try {
      await copy(otherName(item.name, number))
      return
    } catch (error) {
      if (!(error instanceof ApiProblem && error.body.type === 'file-exists') || number > 50) throw error
    }
}

interface FoldersProps {
  readonly folder: Folder
  readonly place: string
  readonly onGo: (path: string) => void
}

function Folders({ folder, place, onGo }: FoldersProps) {
  const { t } = useFileWords()
  const list = useInfiniteQuery(
    fileListQuery(folder.id, { path: place, sort: { column: 'name', isDescending: false } }),
  )
  const names = list.data?.pages
    .flatMap(({ items }) => items)
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => name)
  if (names === undefined)
    return (
      <SkeletonRegion>
        <Skeleton width="100%" height="6rem" />
      </SkeletonRegion>
    )
  if (names.length === 0) return <p className={styles.note}>{t.moving.noFolders}</p>
  return (
    <div className={styles.places}>
      <ul aria-label={t.moving.folders}>
        {names.map((name) => (
          <li key={name}>
            <button type="button" onClick={() => onGo(joined(place, name))}>
              <FolderIcon />
              {name}
            </button>
          </li>
        ))}
      </ul>
      {/* folders come first, so a page without any is the last that matters */}
      {list.data?.pages.at(-1)?.items.at(-1)?.kind === 'folder' && <MoreRows list={list}>{t.more}</MoreRows>}
    </div>
  )
}

/** Members of a workspace with a tick each, found by typing: who is in a group, in a project. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../api/client.ts'
import { workspaceKeys } from '../api/live-keys.ts'
import { useTexts } from '../texts/app-texts.ts'
import { sayError } from '../texts/say-error.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { SearchIcon } from '../ui/action-icons.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton, SkeletonRegion } from '../ui/skeleton.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './member-ticks.module.css'

export interface MemberTicksProps {
  readonly workspace: string
  readonly label: string
  /** Not here yet: nothing is drawn as ticked. */
  readonly ticked: ReadonlySet<string> | undefined
  readonly isFixed: boolean
  readonly onTick: (user: string, isIn: boolean) => Promise<unknown>
}

const typingMs = 200
const shown = 100

export function MemberTicks({ workspace, label, ticked, isFixed, onTick }: MemberTicksProps) {
  const { signIn } = useTexts()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  /** What was ticked a moment ago and is being saved. */
  const [pending, setPending] = useState<Readonly<Record<string, boolean>>>({})
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, error: notLoaded } = useQuery({
    queryKey: [...workspaceKeys.of(workspace), 'to-tick', q],
    queryFn: () =>
      client.workspaces.members({ params: { id: workspace }, query: { limit: shown, ...(q === '' ? {} : { q }) } }),
  })
  const people = data?.items.filter(({ status }) => status !== 'pending')
  const failure = error ?? notLoaded
  const tick = async (user: string, isIn: boolean) => {
    if (user in pending) return
    setError(undefined)
    setPending((now) => ({ ...now, [user]: isIn }))
    try {
      await onTick(user, isIn)
    } catch (refused) {
      setError(refused)
    } finally {
      setPending((now) => Object.fromEntries(Object.entries(now).filter(([one]) => one !== user)))
    }
  }
  return (
    <div className={styles.ticks}>
      <TextField
        label={label}
        type="search"
        before={<SearchIcon size={14} />}
        value={typed}
        onChange={setTyped}
        maxLength={200}
      />
      {failure !== null && failure !== undefined && (
        <Notice tone="bad">{sayError(failure, signIn.noAnswer).title}</Notice>
      )}
      {people === undefined || ticked === undefined ? (
        failure === null || failure === undefined ? (
          <SkeletonRegion>
            <Skeleton width="100%" height="8rem" />
          </SkeletonRegion>
        ) : null
      ) : (
        <ul className={styles.people} aria-label={label}>
          {people.map(({ id, fullName, username, email }) => (
            <li key={id}>
              <Checkbox
                label={fullName || username || email}
                help={email}
                isSelected={pending[id] ?? ticked.has(id)}
                isDisabled={isFixed}
                onChange={(isIn) => void tick(id, isIn)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

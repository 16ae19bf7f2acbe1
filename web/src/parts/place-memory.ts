/** Where this browser was last: which workspace, and which project of each. */
export interface Place {
  readonly workspace?: string
  /** The last project of each workspace, by its id. */
  readonly projects: Readonly<Record<string, string>>
}

const key = 'berth.place'
const listeners = new Set<() => void>()
let place: Place | undefined

function readPlace(): Place {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return { projects: {} }
    const { workspace, projects } = kept as Record<string, unknown>
    return {
      ...(typeof workspace === 'string' ? { workspace } : {}),
      projects: typeof projects === 'object' && projects !== null ? (projects as Record<string, string>) : {},
    }
  } catch {
    // forbidden or mangled storage: the server remembers too
    return { projects: {} }
  }
}

export const currentPlace = (): Place => (place ??= readPlace())

export function rememberPlace(workspace: string, project?: string): void {
  const { projects } = currentPlace()
  place = { workspace, projects: project === undefined ? projects : { ...projects, [workspace]: project } }
  try {
    localStorage.setItem(key, JSON.stringify(place))
  } catch {
    // it lasts as long as the page
  }
  for (const listener of listeners) listener()
}

export function onPlaceChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

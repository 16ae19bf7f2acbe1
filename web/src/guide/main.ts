/** What scripts add to a page of the guide: the search, and copying of commands. */
import './guide.css'
import { search, type Found, type FoundPart } from './search.ts'

interface GuideWords {
  readonly index: string
  readonly copy: string
  readonly copied: string
  readonly noMatch: string
  readonly matches: string
  readonly notLoaded: string
}

const element = <Kind extends Element>(selector: string): Kind => {
  const found = document.querySelector<Kind>(selector)
  if (found === null) throw new Error(`the page has no ${selector}`)
  return found
}

const box = element<HTMLElement>('.search')
const field = element<HTMLInputElement>('#search')
const found = element<HTMLElement>('.found')
const status = element<HTMLElement>('.found [role=status]')
const list = element<HTMLOListElement>('.found ol')
const words = JSON.parse(box.dataset['guide'] ?? '{}') as GuideWords

let loading: Promise<readonly FoundPart[]> | undefined
const load = () =>
  (loading ??= fetch(words.index)
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.json() as Promise<readonly FoundPart[]>
    })
    .catch((error: unknown) => {
      loading = undefined
      throw error
    }))

async function look(): Promise<void> {
  const query = field.value.trim()
  const isSearching = query !== ''
  document.body.classList.toggle('searching', isSearching)
  found.hidden = !isSearching
  keepInAddress(query)
  if (!isSearching) return list.replaceChildren()
  try {
    const parts = await load()
    if (field.value.trim() === query) show(search(parts, query))
  } catch {
    list.replaceChildren()
    status.textContent = words.notLoaded
  }
}

function show(results: readonly Found[]): void {
  status.textContent = results.length === 0 ? words.noMatch : words.matches.replace('{count}', String(results.length))
  list.replaceChildren(...results.map(itemOf))
}

function itemOf({ part, excerpt }: Found): HTMLLIElement {
  const link = document.createElement('a')
  link.href = part.a === undefined ? part.p : `${part.p}#${part.a}`
  // The page that is open is not loaded anew: the search has to go by itself.
  link.addEventListener('click', stopSearching)
  link.textContent = part.h === undefined ? part.t : `${part.t} › ${part.h}`
  const text = document.createElement('p')
  for (const { text: piece, isFound } of excerpt) {
    const node = isFound ? document.createElement('mark') : document.createElement('span')
    node.textContent = piece
    text.append(node)
  }
  const item = document.createElement('li')
  item.append(link, text)
  return item
}

function stopSearching(): void {
  field.value = ''
  void look()
}

/** A page that is gone back to shows what was found again. */
function keepInAddress(query: string): void {
  const address = new URL(location.href)
  if ((address.searchParams.get('q') ?? '') === query) return
  if (query === '') address.searchParams.delete('q')
  else address.searchParams.set('q', query)
  history.replaceState(null, '', address)
}

function focusResult(step: number): void {
  const links = [...list.querySelectorAll<HTMLAnchorElement>('a')]
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  if (at + step < 0) field.focus()
  else links[at + step]?.focus()
}

field.addEventListener('focus', () => void load().catch(() => undefined), { once: true })
field.addEventListener('input', () => void look())
document.addEventListener('keydown', (event) => {
  const isHere = event.target === field || list.contains(event.target as Node)
  if (isHere && event.key === 'ArrowDown') focusResult(1)
  else if (isHere && event.key === 'ArrowUp') focusResult(-1)
  else if (isHere && event.key === 'Escape') {
    stopSearching()
    field.focus()
  } else if (event.key === '/' && !isHere && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus()
  else return
  event.preventDefault()
})
// What somebody typed while this was on its way stays.
if (field.value === '') field.value = new URL(location.href).searchParams.get('q') ?? ''
if (field.value !== '') void look()

for (const block of document.querySelectorAll('article pre')) {
  const copy = document.createElement('button')
  copy.type = 'button'
  copy.className = 'copy'
  copy.textContent = words.copy
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(block.querySelector('code')?.textContent ?? '').then(
      () => {
        copy.textContent = words.copied
        setTimeout(() => (copy.textContent = words.copy), 2000)
      },
      () => getSelection()?.selectAllChildren(block.querySelector('code') ?? block),
    )
  })
  block.append(copy)
}

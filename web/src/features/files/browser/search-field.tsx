/** Looks for names below this place as soon as the typing pauses. */
import { useEffect, useState } from 'react'
import { SearchIcon } from '../../../ui/action-icons.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'

const pauseAfterTyping = 300

export function SearchField({ value, onSearch }: { readonly value: string; readonly onSearch: (q: string) => void }) {
  const { t } = useFileWords()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  // the address changed by something else: back, *Clear the search*
  if (value !== known) {
    setKnown(value)
    setTyped(value)
  }
  useEffect(() => {
    const q = typed.trim()
    if (q === value) return
    const timer = setTimeout(() => {
      setKnown(q)
      onSearch(q)
    }, pauseAfterTyping)
    return () => clearTimeout(timer)
    // what it calls is new with every drawing
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, value])
  return (
    <div className={styles.search}>
      <TextField
        label={t.search.label}
        type="search"
        before={<SearchIcon size={14} />}
        value={typed}
        onChange={setTyped}
        maxLength={255}
      />
    </div>
  )
}

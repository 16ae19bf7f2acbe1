/** Whose values are hidden wherever somebody's sessions are shown (6.2). */
import type { Preferences } from '@berth/contract/preferences.ts'
import { hiddenArgument, mostHiddenArguments, usualHiddenArguments } from '@berth/contract/preferences.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { sessionKeys } from '../../api/session-cache.ts'
import { preferencesQuery } from '../../api/workspace-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TagsField } from '../../ui/tags-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'
import { NotLoaded } from './not-loaded.tsx'

export function HiddenArgumentsSection() {
  const { t } = useGeneralWords()
  const words = t.hidden
  const query = useQuery(preferencesQuery)
  return (
    <section className={styles.card} aria-labelledby="hidden-arguments">
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id="hidden-arguments">{words.title}</h2>
          <p className={styles.muted}>{words.text}</p>
        </div>
      </div>
      {query.data === undefined ? (
        <NotLoaded query={query} title={words.loadFailed} />
      ) : (
        <HiddenArguments preferences={query.data} />
      )}
    </section>
  )
}

const splitNames = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== '')
const isName = (name: string) => hiddenArgument.safeParse(name).success
const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((name) => others.includes(name))

function HiddenArguments({ preferences }: { readonly preferences: Preferences }) {
  const { t, failureLine } = useGeneralWords()
  const words = t.hidden
  const cache = useQueryClient()
  const { hideArguments, hiddenArguments } = preferences
  const [known, setKnown] = useState(hiddenArguments)
  const [draft, setDraft] = useState<readonly string[]>()
  // it was reset above, or in another tab: what is being written was meant for the list before
  if (!isSame(known, hiddenArguments)) {
    setKnown(hiddenArguments)
    setDraft(undefined)
  }
  const names = draft ?? hiddenArguments
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  const wrong = names.some((name) => !isName(name))
    ? words.nameWrong
    : names.length > mostHiddenArguments
      ? words.tooMany({ most: mostHiddenArguments })
      : undefined

  const save = async (body: Partial<Pick<Preferences, 'hideArguments' | 'hiddenArguments'>>) => {
    setPending(true)
    setError(undefined)
    try {
      const saved = await client.preferences.update({ body })
      cache.setQueryData(preferencesQuery.queryKey, saved)
      // the switch alone leaves what is being written
      if (body.hiddenArguments !== undefined) setDraft(undefined)
      showToast({ text: words.saved, tone: 'ok' })
      // What is known of sessions was shown by what was wanted before.
      await cache.invalidateQueries({ queryKey: sessionKeys.all })
    } catch (failure) {
      setError(failureLine(failure))
    } finally {
      setPending(false)
    }
  }

  return (
    <>
      <Switch
        label={words.hide}
        help={words.hideHelp}
        isOn={hideArguments}
        isDisabled={isPending}
        onChange={(isOn) => void save({ hideArguments: isOn })}
      />
      {error !== undefined && <Notice tone="bad">{error}</Notice>}
      <TagsField
        label={words.names}
        help={words.namesHelp}
        error={wrong}
        value={names}
        onChange={setDraft}
        split={splitNames}
        isSeparator={(char) => /[\s,;]/.test(char)}
        isRight={isName}
        isDisabled={!hideArguments}
      />
      <div className={styles.buttons}>
        <Button
          look="primary"
          isPending={isPending}
          isDisabled={!hideArguments || wrong !== undefined || isSame(names, hiddenArguments)}
          onPress={() => void save({ hiddenArguments: [...names] })}
        >
          {words.save}
        </Button>
        {!isSame(names, usualHiddenArguments) && (
          <Button isDisabled={!hideArguments} onPress={() => setDraft(usualHiddenArguments)}>
            {words.reset}
          </Button>
        )}
      </div>
    </>
  )
}

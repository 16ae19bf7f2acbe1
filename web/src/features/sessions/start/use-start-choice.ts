/** Filling START from a template, and going to another resource group: the amounts fit what there is there. */
import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { resourcesQuery } from '../../../api/queries.ts'
import type { Form } from '../../../ui/form.ts'
import { showToast } from '../../../ui/toast.tsx'
import { fitValues } from './start-form.ts'
import type { StartValues } from './start-form.ts'
import { isSize, valuesOfTemplate } from './start-templates.ts'
import { useStartWords } from './start-texts.ts'

export interface StartChoiceSettings {
  readonly place: { readonly project: string | undefined; readonly resourceGroup: string }
  readonly groups: readonly ResourceGroup[]
  readonly report: ResourceReport
  readonly form: Form<StartValues>
  readonly onGroup: (name: string) => void
  /** The one that the form was opened with, and whether less was filled in than it says. */
  readonly first: SessionTemplate | undefined
  readonly isFirstReduced: boolean
}

export function useStartChoice(settings: StartChoiceSettings) {
  const { place, groups, report, form, onGroup, first, isFirstReduced } = settings
  const { t } = useStartWords()
  const cache = useQueryClient()
  const [template, setTemplate] = useState(first)
  const [isReduced, setReduced] = useState(isFirstReduced)
  /** Of two choices the later one counts, whichever answer comes first. */
  const turn = useRef(0)

  /** What there is in a group is known before the form shows it. */
  const fit = async (wanted: StartValues, group: string): Promise<StartValues | undefined> => {
    const mine = (turn.current += 1)
    if (group === place.resourceGroup) return fitValues(wanted, report)
    try {
      const there = await cache.fetchQuery(resourcesQuery(place.project, group))
      return mine === turn.current ? fitValues(wanted, there) : undefined
    } catch {
      showToast({ text: t.groupNotLoaded, tone: 'bad' })
      return undefined
    }
  }

  return {
    template,
    isReduced,

    async chooseGroup(group: string): Promise<void> {
      const fitting = await fit(form.values, group)
      if (fitting === undefined) return
      onGroup(group)
      const { containers, cpu, memory, gpu, gpuShares, sharedMemory } = fitting
      form.set({ containers, cpu, memory, gpu, gpuShares, sharedMemory })
    },

    async choose(chosen: SessionTemplate | undefined): Promise<void> {
      if (chosen === undefined) {
        setTemplate(undefined)
        setReduced(false)
        return
      }
      const { resourceGroup } = chosen.settings
      // one that is gone since it was kept
      const group = groups.some(({ name }) => name === resourceGroup) ? resourceGroup : place.resourceGroup
      const wanted = valuesOfTemplate(chosen.settings, form.values.name)
      const fitting = await fit(wanted, group)
      if (fitting === undefined) return
      onGroup(group)
      form.set(fitting)
      setTemplate(chosen)
      setReduced(!isSize(fitting, wanted))
    },

    /** What the form holds was kept as this one; undefined: the chosen one is no more. */
    keep(kept: SessionTemplate | undefined): void {
      setTemplate(kept)
      setReduced(false)
    },
  }
}

/** The sliders, each ending at the most that can pass, and the sentence below them. */
import type { ResourceReport } from '@berth/contract/resources.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { number } from '../../../parts/amounts.ts'
import { Slider } from '../../../ui/slider.tsx'
import { Status } from '../../../ui/status.tsx'
import { exactTime } from '../../../ui/time-words.ts'
import type { Form } from '../../../ui/form.ts'
import { sliderEnd, sliderFree, sliders } from './start-form.ts'
import type { SliderName, StartValues, Verdict } from './start-form.ts'
import styles from './start.module.css'

export interface StartResourcesProps {
  readonly report: ResourceReport
  readonly field: Form<StartValues>['field']
}

export function StartResources({ report, field }: StartResourcesProps) {
  const { t } = useSessionTexts()
  const say = useAmounts()
  const names: readonly SliderName[] = sliderEnd('gpu', report) > 0 ? ['cpu', 'memory', 'gpu'] : ['cpu', 'memory']
  return (
    <div className={styles.sliders}>
      {names.map((name) => {
        const { value, onChange, error } = field(name)
        const end = sliderEnd(name, report)
        return (
          <Slider
            key={name}
            label={t.amounts[name]}
            value={value}
            onChange={onChange}
            error={error}
            min={sliders[name].min}
            max={end}
            step={sliders[name].step}
            freeNow={sliderFree(name, report)}
            unit={unitOf(name, t.amounts)}
            note={t.form.range({ max: say(name, end), free: say(name, sliderFree(name, report)) })}
            help={t.amounts.bound[report[name].boundBy]}
          />
        )
      })}
    </div>
  )
}

const unitOf = (name: SliderName, amounts: { coresUnit: string; gpusUnit: string }) =>
  ({ cpu: amounts.coresUnit, memory: 'GiB', gpu: amounts.gpusUnit })[name]

function useAmounts() {
  const { t, language } = useSessionTexts()
  return (name: SliderName, amount: number): string => {
    const text = number(language, amount, 2)
    if (name === 'memory') return `${text} GiB`
    return name === 'cpu' ? t.amounts.cores({ count: amount, text }) : t.amounts.gpus({ count: amount, text })
  }
}

export function StartVerdict({ verdict }: { readonly verdict: Verdict }) {
  const { t, language } = useSessionTexts()
  const say = useAmounts()
  const sentence = () => {
    switch (verdict.name) {
      case 'now':
        return t.form.now
      case 'at':
        return t.form.at({ time: exactTime(verdict.at, language) })
      case 'never':
        return t.form.never({ resource: t.amounts[verdict.resource] })
      case 'waits':
        return t.form.waits({
          lacking: verdict.lacking
            .map(({ resource, asked, free }) =>
              t.form.lacking({
                resource: t.amounts[resource],
                asked: say(resource, asked),
                free: say(resource, free),
              }),
            )
            .join('; '),
        })
    }
  }
  const tone = { now: 'ok', at: 'info', waits: 'info', never: 'bad' } as const
  const shape = { now: 'filled', at: 'ring', waits: 'ring', never: 'cross' } as const
  return (
    <div role="status">
      <Status tone={tone[verdict.name]} shape={shape[verdict.name]}>
        <span className={styles.sentence}>{sentence()}</span>
      </Status>
    </div>
  )
}

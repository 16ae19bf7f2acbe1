/** The sliders, each ending at the most that can pass, with a mark at what is free. */
import type { ResourceReport } from '@berth/contract/resources.ts'
import { unitNames } from '@berth/contract/texts/units.ts'
import { inUnit, number } from '../../../parts/amounts.ts'
import type { SessionWords } from '../../../parts/session-texts.ts'
import type { Form } from '../../../ui/form.ts'
import { Slider } from '../../../ui/slider.tsx'
import { sharedMemoryStep, sliderEnd, sliderFree, sliders, slidersOf } from './start-form.ts'
import type { SliderName, StartValues } from './start-form.ts'
import { useRequestWords } from './start-texts.ts'
import styles from './start.module.css'

export interface StartResourcesProps {
  readonly report: ResourceReport
  readonly form: Form<StartValues>
}

export function StartResources({ report, form }: StartResourcesProps) {
  const words = useRequestWords()
  const { t, start } = words
  const { field, values } = form
  const { containers } = values
  const say = (name: SliderName, amount: number) => sliderWords(name, amount, words)
  const sharedMemory = field('sharedMemory')
  const most = Math.max(sharedMemoryStep, Math.floor((values.memory * 1024) / sharedMemoryStep) * sharedMemoryStep)
  return (
    <div className={styles.sliders}>
      {slidersOf(report).map((name) => {
        const { value, onChange, error } = field(name)
        const end = sliderEnd(name, report, containers)
        const free = sliderFree(name, report, containers)
        const bound = t.amounts.bound[report[name].boundBy]
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
            freeNow={free}
            unit={unitOf(name, words)}
            note={start.form.range({ max: say(name, end), free: say(name, free) })}
            help={end < sliders[name].min || end === 0 ? start.form.noneLeft({ limit: bound }) : bound}
          />
        )
      })}
      <Slider
        label={t.amounts.sharedMemory}
        value={Math.min(sharedMemory.value, most)}
        onChange={sharedMemory.onChange}
        error={sharedMemory.error}
        min={0}
        max={most}
        step={sharedMemoryStep}
        unit={unitNames(words.language).bytes.MiB}
        note={start.form.upTo({ max: inUnit(words.language, most, 'MiB') })}
        help={start.form.sharedMemoryHelp}
      />
      {report.containers.max > 1 && (
        <Slider
          label={t.amounts.containers}
          value={containers}
          onChange={field('containers').onChange}
          error={field('containers').error}
          min={1}
          max={report.containers.max}
          step={1}
          note={start.form.upTo({ max: number(words.language, report.containers.max) })}
          help={start.form.containersHelp}
        />
      )}
    </div>
  )
}

function unitOf(name: SliderName, { t: { amounts }, language }: SessionWords): string {
  if (name === 'memory') return unitNames(language).bytes.GiB
  return name === 'cpu' ? amounts.coresUnit : amounts.gpusUnit
}

export function sliderWords(name: SliderName, amount: number, { t, language }: SessionWords): string {
  const text = number(language, amount, 2)
  if (name === 'memory') return inUnit(language, amount, 'GiB', 2)
  return name === 'cpu' ? t.amounts.cores({ count: amount, text }) : t.amounts.gpus({ count: amount, text })
}

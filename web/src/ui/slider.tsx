import type { ReactNode } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField } from 'react-aria-components/NumberField'
import { Slider as AriaSlider, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { FieldNotes, useField } from './field.tsx'
import type { FieldProps } from './field.tsx'
import fieldStyles from './field.module.css'
import { classNames } from './class-names.ts'
import styles from './slider.module.css'
import { useUiTexts } from './ui-texts.tsx'

export interface SliderProps extends Omit<FieldProps, 'label' | 'hint' | 'isOptional'> {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min: number
  /** The most that can pass. */
  readonly max: number
  readonly step: number
  /** What could be had this moment: a mark on the track. */
  readonly freeNow?: number | undefined
  /** After the number: cores, GiB. */
  readonly unit?: string
  /** An amount in words; the number and the unit when not given. */
  readonly formatAmount?: (amount: number) => string
  /** Beside the label, in place of what is free now. */
  readonly note?: ReactNode
  readonly isDisabled?: boolean
}

/** An amount by sliding or typing; the mark shows what is free now, the end the most that can pass. */
export function Slider(props: SliderProps) {
  const { label, value, onChange, min, max, step, freeNow, unit, note, isDisabled = false } = props
  const { texts, language } = useUiTexts()
  const ids = useField(props)
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: decimals(step) })
  const say = props.formatAmount ?? ((amount: number) => [number.format(amount), unit].filter(Boolean).join(' '))
  const share = (amount: number) => (max > min ? Math.min(1, Math.max(0, (amount - min) / (max - min))) * 100 : 0)
  const range = { minValue: min, maxValue: Math.max(min, max), step, isDisabled: isDisabled || max <= min }
  const free = freeNow === undefined ? undefined : texts.freeNow({ amount: say(Math.max(0, freeNow)) })
  return (
    <div className={fieldStyles.field}>
      <AriaSlider<number> className={styles.slider} value={value} onChange={onChange} {...range}>
        <Label className={styles.label}>
          {label}
          <span className={styles.amount}>{note ?? free}</span>
        </Label>
        <SliderTrack className={styles.track}>
          <div className={styles.fill} style={{ inlineSize: `${share(value)}%` }} />
          {freeNow !== undefined && freeNow < max && (
            <div className={styles.free} style={{ insetInlineStart: `${share(freeNow)}%` }} title={free} />
          )}
          <SliderThumb className={styles.thumb} aria-describedby={ids.describedBy} />
        </SliderTrack>
        <NumberField
          className={styles.number}
          aria-label={label}
          aria-describedby={ids.describedBy}
          value={value}
          onChange={(next) => {
            if (!Number.isNaN(next)) onChange(next)
          }}
          formatOptions={{ maximumFractionDigits: decimals(step) }}
          isInvalid={ids.isInvalid}
          isWheelDisabled
          {...range}
        >
          <div className={fieldStyles.box}>
            <Input className={classNames(fieldStyles.input)} onFocus={(event) => event.target.select()} />
            {unit !== undefined && <span className={styles.unit}>{unit}</span>}
          </div>
        </NumberField>
      </AriaSlider>
      <FieldNotes help={props.help} error={props.error} ids={ids} />
    </div>
  )
}

const decimals = (step: number) => (String(step).split('.')[1] ?? '').length

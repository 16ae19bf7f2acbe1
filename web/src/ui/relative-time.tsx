import { useNow } from './clock.ts'
import { exactTime, relativeTime } from './time-words.ts'
import { Tooltip, TooltipTarget } from './tooltip.tsx'
import { useUiTexts } from './ui-texts.tsx'

export interface RelativeTimeProps {
  /** RFC 3339. */
  readonly at: string
  /** Reached by keyboard, for its exact time; on by default. Off in long lists whose detail says it. */
  readonly isFocusable?: boolean
}

/** “5 minutes ago”, with the exact time on hover and focus. */
export function RelativeTime({ at, isFocusable = true }: RelativeTimeProps) {
  const { language } = useUiTexts()
  const now = useNow(10_000)
  const exact = exactTime(at, language)
  const words = relativeTime(at, now, language)
  if (!isFocusable) {
    return (
      <time dateTime={at} title={exact}>
        {words}
      </time>
    )
  }
  return (
    <Tooltip text={exact}>
      <TooltipTarget>
        <time dateTime={at}>{words}</time>
      </TooltipTarget>
    </Tooltip>
  )
}

/** What parts of the kit and the pages before sign-in draw: signs of state, of direction, of a choice. */
import { icon } from './icon.tsx'

export const ChevronDownIcon = icon(<path d="m4 6 4 4 4-4" />)
export const ArrowUpIcon = icon(<path d="M8 13V3M4 7l4-4 4 4" />)
export const ArrowDownIcon = icon(<path d="M8 3v10M4 9l4 4 4-4" />)
export const CloseIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />)
export const CheckIcon = icon(<path d="m3 8.5 3.5 3.5L13 4.5" />)
export const MinusIcon = icon(<path d="M3 8h10" />)
export const EyeIcon = icon(
  <>
    <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" />
    <circle cx="8" cy="8" r="2" />
  </>,
)
export const EyeOffIcon = icon(
  <>
    <path d="M6.3 3.7A6 6 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-2 2.5M4 4.9A10.5 10.5 0 0 0 1.5 8S4 12.5 8 12.5a6.3 6.3 0 0 0 3.2-.9" />
    <path d="m2.5 2.5 11 11M6.6 6.6a2 2 0 0 0 2.8 2.8" />
  </>,
)
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
  </>,
)
export const MoonIcon = icon(<path d="M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2Z" />)
export const ScreenIcon = icon(
  <>
    <rect x="1.75" y="2.75" width="12.5" height="8.5" rx="1.5" />
    <path d="M5.5 13.75h5" />
  </>,
)
export const LanguageIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M2 8h12M8 2c1.7 1.7 2.5 3.7 2.5 6s-.8 4.3-2.5 6C6.3 12.3 5.5 10.3 5.5 8S6.3 3.7 8 2Z" />
  </>,
)
export const InfoIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 7.5V11M8 5.1v.1" />
  </>,
)
export const HelpIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M6.25 6.25a1.75 1.75 0 1 1 2.6 1.55c-.55.3-.85.65-.85 1.2M8 11.1v.1" />
  </>,
)
export const WarningIcon = icon(<path d="M8 2.5 14 13H2L8 2.5ZM8 6.75v2.75M8 11.3v.1" />)
export const ErrorIcon = icon(
  <>
    <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5L5.5 2Z" />
    <path d="M8 5v3.5M8 10.8v.1" />
  </>,
)
export const SuccessIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="m5.25 8.25 2 2 3.5-4" />
  </>,
)
export const KeyIcon = icon(
  <>
    <circle cx="5.25" cy="10.75" r="3" />
    <path d="m7.4 8.6 6.1-6.1M10.5 5.5l2.25 2.25M12.5 3.5 14 5" />
  </>,
)

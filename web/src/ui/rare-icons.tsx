/** What few pages draw: the others do not load it. */
import { icon } from './icon.tsx'

export const GhostIcon = icon(
  <path d="M3.5 13.5V7a4.5 4.5 0 0 1 9 0v6.5l-2.25-1.5L8 13.5 5.75 12 3.5 13.5ZM6.25 6.75v.1M9.75 6.75v.1" />,
)
export const ShieldIcon = icon(
  <path d="M8 1.75 13 3.5v4c0 3.2-2.1 5.6-5 6.75-2.9-1.15-5-3.55-5-6.75v-4L8 1.75ZM5.75 8l1.6 1.6 3-3.2" />,
)

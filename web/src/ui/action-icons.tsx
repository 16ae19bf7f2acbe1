/** What can be done. */
import { icon } from './icon.tsx'

export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />)
export const MoreIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="3" cy="8" r="1.3" />
    <circle cx="8" cy="8" r="1.3" />
    <circle cx="13" cy="8" r="1.3" />
  </g>,
)
export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
  </>,
)
export const LogOutIcon = icon(
  <path d="M6.5 13.5H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5h2.5M10.5 11l3-3-3-3M13.5 8h-7" />,
)
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3.25 3.25" />
  </>,
)
export const RefreshIcon = icon(
  <path d="M13.5 6.5A5.75 5.75 0 0 0 3.4 4.6L2.5 5.75M2.5 2.5v3.25h3.25M2.5 9.5a5.75 5.75 0 0 0 10.1 1.9l.9-1.15M13.5 13.5v-3.25h-3.25" />,
)
export const DownloadIcon = icon(<path d="M8 2.5v8M4.5 7.25 8 10.75l3.5-3.5M2.5 13.5h11" />)
export const StopIcon = icon(<rect x="3.5" y="3.5" width="9" height="9" rx="1" />)
export const PencilIcon = icon(
  <path d="m2.75 13.25.75-3L10.75 3a1.25 1.25 0 0 1 1.75 0l.5.5a1.25 1.25 0 0 1 0 1.75L5.75 12.5l-3 .75Z" />,
)
export const TrashIcon = icon(<path d="M2.5 4.5h11M6 4.5V2.75h4V4.5M4 4.5l.5 9h7l.5-9M6.75 7v4M9.25 7v4" />)

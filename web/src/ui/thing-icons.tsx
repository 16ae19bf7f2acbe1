/** Things and people: what there are pages and menus of. */
import { icon } from './icon.tsx'

export const HomeIcon = icon(<path d="M2.5 7.25 8 2.5l5.5 4.75M4 6.5v7h8v-7M6.5 13.5V9.75h3v3.75" />)
export const MenuIcon = icon(<path d="M2.5 4h11M2.5 8h11M2.5 12h11" />)
export const TerminalIcon = icon(
  <>
    <rect x="1.75" y="2.5" width="12.5" height="11" rx="1.5" />
    <path d="m4.75 6 2 2-2 2M8.75 10.25h2.5" />
  </>,
)
export const SessionsIcon = icon(
  <>
    <rect x="2" y="2.5" width="12" height="4.5" rx="1.25" />
    <rect x="2" y="9" width="12" height="4.5" rx="1.25" />
    <path d="M4.75 4.75h.1M4.75 11.25h.1M7.5 4.75h4M7.5 11.25h4" />
  </>,
)
export const LogsIcon = icon(<path d="M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5" />)
export const SidebarIcon = icon(
  <>
    <rect x="2" y="2.75" width="12" height="10.5" rx="1.5" />
    <path d="M6 2.75v10.5" />
  </>,
)
export const UserIcon = icon(
  <>
    <circle cx="8" cy="5.25" r="2.75" />
    <path d="M2.75 13.5a5.25 5.25 0 0 1 10.5 0" />
  </>,
)
export const BellIcon = icon(
  <path d="M3.25 11.5c.8-.9 1.25-1.9 1.25-3V7a3.5 3.5 0 0 1 7 0v1.5c0 1.1.45 2.1 1.25 3ZM6.75 13.75h2.5M8 2v1.25" />,
)
export const MailIcon = icon(<path d="M2.5 4h11v8h-11zM2.5 4.5 8 9l5.5-4.5" />)
export const BoxIcon = icon(<path d="m8 2 5.5 3v6L8 14l-5.5-3V5L8 2ZM2.5 5 8 8l5.5-3M8 8v6" />)
export const FolderIcon = icon(<path d="M2 4.5h4l1.5 1.5H14v6.5H2z" />)
export const WorkspaceIcon = icon(<path d="M2.5 13.5v-8L8 2.5l5.5 3v8h-11ZM6.25 13.5v-4h3.5v4" />)
export const GroupIcon = icon(
  <path d="M8 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4.5 12.5a3.5 3.5 0 0 1 7 0M3 6.75a1.5 1.5 0 0 1 1-2.6M1.5 11A3 3 0 0 1 3 8.5M13 6.75a1.5 1.5 0 0 0-1-2.6M14.5 11A3 3 0 0 0 13 8.5" />,
)
export const UsersIcon = icon(
  <>
    <circle cx="6" cy="5.25" r="2.5" />
    <path d="M1.75 13.25c0-2.4 1.9-4 4.25-4s4.25 1.6 4.25 4M10.5 3a2.5 2.5 0 0 1 0 4.5M11.75 9.6c1.5.5 2.5 1.8 2.5 3.65" />
  </>,
)
export const ChartIcon = icon(<path d="M2.5 13.5h11M4.5 11V8.5M8 11V3.5M11.5 11V6" />)
export const GearIcon = icon(
  <>
    <circle cx="8" cy="8" r="2" />
    <path d="M8 1.75v2M8 12.25v2M1.75 8h2M12.25 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4" />
  </>,
)
export const SlidersIcon = icon(
  <>
    <path d="M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6" />
    <circle cx="10.25" cy="4.5" r="1.75" />
    <circle cx="5.75" cy="11.5" r="1.75" />
  </>,
)
export const CardsIcon = icon(<path d="M2.5 3.5h4.5v9H2.5zM9 3.5h4.5v9H9z" />)
export const LayersIcon = icon(
  <>
    <path d="M8 2 14 5 8 8 2 5Z" />
    <path d="m2 8 6 3 6-3M2 11l6 3 6-3" />
  </>,
)
export const GaugeIcon = icon(
  <>
    <path d="M3.4 12.5a5.75 5.75 0 1 1 9.2 0" />
    <path d="m8 9.5 2.75-3.25" />
    <circle cx="8" cy="9.5" r=".75" />
  </>,
)
export const DriveIcon = icon(
  <>
    <path d="M2.5 4c0-1 2.5-1.75 5.5-1.75S13.5 3 13.5 4v8c0 1-2.5 1.75-5.5 1.75S2.5 13 2.5 12ZM2.5 8c0 1 2.5 1.75 5.5 1.75S13.5 9 13.5 8" />
    <path d="M2.5 4c0 1 2.5 1.75 5.5 1.75S13.5 5 13.5 4" />
  </>,
)

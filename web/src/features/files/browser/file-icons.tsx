/** What the file browser alone draws, so that no other page loads it. */
import { icon } from '../../../ui/icon.tsx'

export const FileIcon = icon(<path d="M4 2h5l3.5 3.5V14H4zM9 2v3.5h3.5" />)
export const LinkIcon = icon(
  <path d="M6.75 9.25 9.25 6.75M7.5 4.75l1.4-1.4a2.65 2.65 0 0 1 3.75 3.75l-1.4 1.4M8.5 11.25l-1.4 1.4A2.65 2.65 0 0 1 3.35 8.9l1.4-1.4" />,
)
export const UploadIcon = icon(<path d="M8 10.75v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11" />)

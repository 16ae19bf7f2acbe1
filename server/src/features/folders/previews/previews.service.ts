/** What the content origin shows, for whatever speaks to browsers there. */
export { streamOf } from '../files/file-bytes.ts'
export { rangeOf } from '../files/byte-range.ts'
export type { Previews, ShownFile } from './previews.ts'

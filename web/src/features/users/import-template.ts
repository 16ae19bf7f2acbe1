import { importColumns } from '@berth/contract/users.ts'

/** Names of the columns and nothing else: an example row would be imported by whoever forgets it. */
export function saveTemplate(): void {
  // with the mark by which spreadsheets know UTF-8
  const url = URL.createObjectURL(new Blob([`\uFEFF${importColumns.join(',')}\r\n`], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'users-template.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Puts text on the clipboard; the old way where the page is not served securely (plain http on a local network). */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text)
  const holder = document.createElement('textarea')
  holder.value = text
  holder.readOnly = true
  holder.className = 'visually-hidden'
  // within an open dialog, since its focus trap takes the focus from anything outside
  const focused = document.activeElement
  ;(focused?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body).append(holder)
  holder.select()
  const done = document.execCommand('copy')
  holder.remove()
  if (focused instanceof HTMLElement) focused.focus()
  if (!done) throw new Error('the browser refused to copy')
}

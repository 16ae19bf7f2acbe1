// Runs before anything is drawn, so that a chosen theme never flashes the other one; see src/theme/theme.ts.
try {
  const theme = localStorage.getItem('berth.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // storage can be forbidden; the system's theme is shown then
}

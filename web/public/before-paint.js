// Runs before anything is drawn, so that nothing is shown in other colours, sizes or words first. The server writes
// what whoever is signed in prefers on the document; this device keeps a copy for the pages before sign-in, and what
// was chosen on those just now (`berth.brought`) counts more. See src/theme and src/texts.
const root = document.documentElement
try {
  const brought = sessionStorage.getItem('berth.brought') !== null
  for (const name of ['theme', 'language']) {
    const preferred = root.dataset[name]
    if (preferred !== undefined && !brought) localStorage.setItem(`berth.${name}`, preferred)
  }
  const theme = localStorage.getItem('berth.theme')
  if (theme !== null) root.dataset.theme = theme
  if (localStorage.getItem('berth.scale') === 'fixed') root.dataset.scale = 'fixed'
} catch {
  // storage can be forbidden; what the server wrote, or the system's theme, is shown then
}

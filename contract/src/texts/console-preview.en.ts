/** Previews of files, wherever they lie. */
export const consolePreviewEn = {
  failed: 'The preview could not be loaded',
  failedText: 'Download the file to see it, or try again.',
  unreadable: 'This file cannot be shown',
  unreadableText:
    'Its name says what it is, but its content says otherwise, or this browser cannot show it. Download it to open it in a program.',
  nothing: 'There is no preview of this kind of file',
  nothingText: 'Download it to open it in a program.',
  empty: 'This file is empty',
  cut: (p: { size: string }) => `Only the first ${p.size} are shown. Download the file to see all of it.`,
  cutRows: (p: { text: string }) => `Only the first ${p.text} rows are shown. Download the file to see all of it.`,
  content: (p: { name: string }) => `Content of ${p.name}`,
  rows: (p: { name: string }) => `Rows of ${p.name}`,
  row: 'Row',
  noColumnName: (p: { text: string }) => `Column ${p.text}`,
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  page: (p: { text: string }) => `Page ${p.text}`,
  pages: (p: { text: string }) => `Pages: ${p.text}`,
  pageLost: 'This page could not be drawn.',
  locked: 'This PDF is protected by a password',
  lockedText: 'Download it to open it in a program that asks for the password.',
  blocked: {
    title: 'Scripts are blocked',
    preference:
      'You chose to block scripts of files in the browser, so this file is shown without what its scripts would do.',
    site: 'This site blocks scripts of files in the browser, so this file is shown without what its scripts would do.',
    html: 'HTML is not shown while scripts are blocked. Download it, or change the setting.',
    htmlSite: 'This site blocks scripts of files in the browser, so HTML is not shown. Download it to open it.',
    setting: 'Open the setting',
  },
  noFrame: 'This cannot be shown here',
  noFrameText:
    'HTML and SVG are shown from an address of their own, apart from the console, and this site has none. Download the file, or ask an administrator to set one up.',
  notebook: {
    broken: 'This is no notebook that can be read',
    none: 'This notebook has no cells',
    input: (p: { text: string }) => `In [${p.text}]`,
    output: (p: { text: string }) => `Out [${p.text}]`,
    rich: 'This output is HTML and is not shown here.',
    picture: 'Picture made by the cell',
  },
}

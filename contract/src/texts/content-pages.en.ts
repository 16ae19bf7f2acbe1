/** What the content origin says where it does not show what is in a file. */
export const contentPagesEn = {
  gone: {
    title: 'Not here any more',
    text: 'The address was good for a short time, or the file or your right to it is gone. Open the file again.',
  },
  blocked: {
    title: 'Scripts are blocked',
    text: 'Your preferences or this site block scripts of people’s files, so this page is not shown. Preferences → Configuration has the setting.',
  },
  tooLarge: {
    title: 'Too large to be shown',
    text: 'Download the notebook to read it.',
  },
  noNotebook: {
    title: 'This is no notebook',
    text: 'What is in the file cannot be read as a Jupyter notebook.',
  },
  busy: {
    title: 'Too much at once',
    text: 'Several notebooks of yours are being drawn. Open this one again in a moment.',
  },
  leftOut: 'This output may hold scripts, which are blocked. It is shown as text.',
}

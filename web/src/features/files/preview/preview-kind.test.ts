import { expect, test } from 'vitest'
import { isTextual, previewKind } from './preview-kind.ts'

test.each([
  ['photo.PNG', 'image'],
  ['talk.mp3', 'audio'],
  ['run.webm', 'video'],
  ['paper.pdf', 'pdf'],
  ['scores.csv', 'csv'],
  ['scores.tsv', 'csv'],
  ['README.md', 'markdown'],
  ['Untitled.ipynb', 'notebook'],
  ['index.html', 'html'],
  ['logo.svg', 'svg'],
  ['train.py', 'text'],
  ['Makefile', 'text'],
  ['.gitignore', 'text'],
  ['.env', 'text'],
  ['weights.safetensors', 'none'],
  ['data.tar.gz', 'none'],
  ['LICENSE', 'unknown'],
  ['사진.jpeg', 'image'],
])('%s is shown as %s', (name, kind) => expect(previewKind(name)).toBe(kind))

test('what is no text is not edited', () => {
  expect(isTextual('image')).toBe(false)
  expect(isTextual('none')).toBe(false)
  expect(isTextual('unknown')).toBe(true)
})

import { consolePreviewEn } from './console-preview.en.ts'
export const consolePreviewKo = consolePreviewEn

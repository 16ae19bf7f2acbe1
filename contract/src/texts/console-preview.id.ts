import { consolePreviewEn } from './console-preview.en.ts'
export const consolePreviewId = consolePreviewEn

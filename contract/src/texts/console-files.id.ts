import { consoleFilesEn } from './console-files.en.ts'
export const consoleFilesId = consoleFilesEn

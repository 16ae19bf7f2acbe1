import { consoleFilesEn } from './console-files.en.ts'
export const consoleFilesRu = consoleFilesEn

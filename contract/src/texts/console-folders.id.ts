import { consoleFoldersEn } from './console-folders.en.ts'
export const consoleFoldersId = consoleFoldersEn

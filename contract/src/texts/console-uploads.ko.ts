import { consoleUploadsEn } from './console-uploads.en.ts'
export const consoleUploadsKo = consoleUploadsEn

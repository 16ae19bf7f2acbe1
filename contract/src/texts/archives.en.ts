/** In a zip of files. */
export const archivesEn = {
  leftOutFile: 'Left out.txt',
  leftOut: 'These lie in the folder but not in this archive: they are too deep in it, or the server may not read them.',
}

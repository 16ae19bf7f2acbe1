/** Stands where something is not shown. */
export const hiddenText = '********'

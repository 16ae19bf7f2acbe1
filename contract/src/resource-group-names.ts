/** Where a session runs when nothing is said. Apart from the schemas, which the console's lists have no need of. */
export const defaultResourceGroup = 'default'

/** Names under which a browser has somebody's keys to clouds; the page of the signed-out knows them, too. */
export const cloudKeysName = 'berth.cloud-keys'
/** On the device, where that person chose so. */
export const keptCloudKeysName = (user: string): string => `berth.cloud-keys.${user}`

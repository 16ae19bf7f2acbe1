/** So often a stream of events says `beat`. Apart from the schemas, which whoever listens has no need of. */
export const beatMs = 15_000

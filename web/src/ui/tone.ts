/** What a thing means; each has a surface, a line and a text colour. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral'

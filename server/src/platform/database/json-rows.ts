/** Rows as one value for `json_populate_recordset`: a statement that stays the same however many there are. */
export const jsonRows = (rows: readonly object[]): string =>
  // Half a character is none that PostgreSQL takes; as a plain value it becomes a replacement character, too.
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))

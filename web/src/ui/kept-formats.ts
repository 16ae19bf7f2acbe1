/** Making a format of `Intl` takes a hundred times as long as using it, and tables use some in each row. */
export function keptFormats<Args extends readonly (string | number | boolean)[], Format>(
  make: (...args: Args) => Format,
): (...args: Args) => Format {
  const made = new Map<string, Format>()
  return (...args) => {
    const key = args.join(' ')
    let format = made.get(key)
    if (format === undefined) made.set(key, (format = make(...args)))
    return format
  }
}

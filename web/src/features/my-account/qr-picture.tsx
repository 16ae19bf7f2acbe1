import styles from './account.module.css'

/**
 * The server's QR code, drawn anew from its one path: an SVG document would have to be put into the page as it came.
 * Dark on white in any theme, since that is what cameras read best.
 */
export function QrPicture({ svg, label }: { readonly svg: string; readonly label: string }) {
  const size = /viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]
  const path = /stroke="#000000" d="([MmhHvV\d\s.,-]+)"/.exec(svg)?.[1]
  if (size === undefined || path === undefined) return null
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} stroke="#000" />
    </svg>
  )
}

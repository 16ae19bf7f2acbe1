/** The mark: a quay with two berths over water. */
export function Logo({ size = 20, className }: { readonly size?: number; readonly className?: string | undefined }) {
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <g stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M2 13h16M4.5 13V6A1.25 1.25 0 0 1 5.75 4.75H9V13M12 13V8h2.75A1.25 1.25 0 0 1 16 9.25V13" />
        <path d="M2 16.25c1.3 0 1.3.9 2.7.9s1.3-.9 2.6-.9 1.4.9 2.7.9 1.3-.9 2.7-.9 1.3.9 2.6.9 1.4-.9 2.7-.9" />
      </g>
    </svg>
  )
}

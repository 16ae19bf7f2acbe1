/** Icons drawn on a 16-unit grid with a 1.5-unit line, in the colour of the text they stand in. */
import type { ReactNode } from 'react'

export interface IconProps {
  /** Pixels; 16 when not given. */
  readonly size?: number
  readonly className?: string | undefined
}

export const icon = (drawing: ReactNode) =>
  function Icon({ size = 16, className }: IconProps) {
    return (
      <svg
        className={className}
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    )
  }

import { useLocation } from '@tanstack/react-router'
import { Focusable } from 'react-aria-components/Focusable'
import { useLanguage, useTexts } from '../texts/app-texts.ts'
import { buttonClass } from '../ui/button-style.ts'
import { HelpIcon } from '../ui/icons.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { guideAddress } from './guide-places.ts'

/** The guide, at what it says of the page that is open; beside it, so that nothing on the page is lost. */
export function HelpLink() {
  const texts = useTexts().ui
  const { language } = useLanguage()
  const pathname = useLocation({ select: (location) => location.pathname })
  return (
    <Tooltip text={texts.help}>
      <Focusable>
        <a
          href={guideAddress(pathname, language)}
          target="_blank"
          rel="noopener"
          aria-label={texts.help}
          className={buttonClass({ look: 'quiet', iconOnly: true })}
        >
          <HelpIcon />
        </a>
      </Focusable>
    </Tooltip>
  )
}

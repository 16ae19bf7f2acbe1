/** For somebody who never had a session: what to do first. */
import { Link } from '@tanstack/react-router'
import { guideAddress } from '../../../shell/guide-places.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'

export function FirstSteps({ onStart }: { readonly onStart: () => void }) {
  const { t, language } = useHomeWords()
  const { t: sessions } = useSessionTexts()
  const { first } = t
  return (
    <div className={styles.firstSteps}>
      <h3>{first.title}</h3>
      <p className={styles.note}>{first.text}</p>
      <ol className={styles.steps}>
        <li>
          <span>{first.start}</span>
          <Button compact onPress={onStart}>
            {sessions.start}
          </Button>
        </li>
        <li>
          <span>{first.key}</span>
          <Link to={paths.general}>{first.keyLink}</Link>
        </li>
        <li>
          <span>{first.guide}</span>
          <a href={guideAddress('', language)} target="_blank" rel="noopener">
            {first.guideLink}
          </a>
        </li>
      </ol>
    </div>
  )
}

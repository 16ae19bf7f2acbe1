/** A secret that was entered: masked, with an eye to look. */
import { useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { EyeIcon, EyeOffIcon } from '../../ui/icons.tsx'
import styles from './cloud.module.css'
import { useCloudWords } from './cloud-texts.ts'

export function MaskedValue({ name, value }: { readonly name: string; readonly value: string }) {
  const { t } = useCloudWords()
  const [isShown, setShown] = useState(false)
  return (
    <span className={styles.masked}>
      <span className={styles.mono}>{isShown ? value : '••••••••'}</span>
      <IconButton
        compact
        label={isShown ? t.hide({ name }) : t.show({ name })}
        aria-pressed={isShown}
        onPress={() => setShown(!isShown)}
      >
        {isShown ? <EyeOffIcon size={14} /> : <EyeIcon size={14} />}
      </IconButton>
    </span>
  )
}

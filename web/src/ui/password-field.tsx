import { useState } from 'react'
import type { Ref } from 'react'
import styles from './field.module.css'
import { EyeIcon, EyeOffIcon } from './icons.tsx'
import { TextField } from './text-field.tsx'
import type { TextFieldProps } from './text-field.tsx'
import { useUiTexts } from './ui-texts.tsx'

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'after' | 'hint' | 'rows' | 'isCode'> {
  readonly autoComplete: 'current-password' | 'new-password'
  readonly ref?: Ref<HTMLInputElement>
}

/** Masked, with an eye to look; says when caps lock is on. */
export function PasswordField(props: PasswordFieldProps) {
  const { texts } = useUiTexts()
  const [isShown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const watch = (event: { getModifierState?: (key: 'CapsLock') => boolean }) =>
    setCapsLock(event.getModifierState?.('CapsLock') ?? false)
  return (
    <div onKeyDown={watch} onKeyUp={watch} onBlur={() => setCapsLock(false)}>
      <TextField
        {...props}
        type={isShown ? 'text' : 'password'}
        hint={capsLock ? texts.capsLock : undefined}
        after={
          <button
            type="button"
            className={styles.inside}
            aria-pressed={isShown}
            aria-label={isShown ? texts.hidePassword : texts.showPassword}
            title={isShown ? texts.hidePassword : texts.showPassword}
            disabled={props.isDisabled}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <EyeOffIcon /> : <EyeIcon />}
          </button>
        }
      />
    </div>
  )
}

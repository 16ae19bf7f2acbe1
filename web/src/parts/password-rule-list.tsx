/** The rules of a new password, marked as they are met. */
import { useTexts } from '../texts/app-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { CheckIcon, MinusIcon } from '../ui/icons.tsx'
import styles from './password-rule-list.module.css'
import { brokenRules, passwordRules } from './password-rules.ts'

export function PasswordRuleList({ typed }: { readonly typed: string }) {
  const words = useTexts().signIn.setup
  const broken = brokenRules(typed)
  return (
    <ul className={styles.rules} aria-label={words.rules.title}>
      {passwordRules.map((rule) => {
        const isMet = typed !== '' && !broken.includes(rule)
        return (
          <li key={rule} className={classNames(styles.rule, isMet && styles.met)}>
            {isMet ? <CheckIcon size={12} /> : <MinusIcon size={12} />}
            <span>{words.rules[rule]}</span>
            <span className="visually-hidden">({isMet ? words.ruleMet : words.ruleOpen})</span>
          </li>
        )
      })}
    </ul>
  )
}

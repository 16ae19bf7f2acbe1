import type { Me } from '@berth/contract/accounts.ts'
import { paths } from '../paths.ts'
import { useTexts } from '../texts/app-texts.ts'
import { sayError } from '../texts/say-error.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useWays } from './use-ways.ts'

export interface ReLoginDialogProps {
  /** Who was signed in. */
  readonly login: string
  readonly onDone: (me: Me) => void
}

export function ReLoginDialog({ login, onDone }: ReLoginDialogProps) {
  const texts = useTexts()
  const words = texts.signIn.again
  return (
    <Dialog
      isOpen
      onOpenChange={() => undefined}
      title={words.title}
      size="small"
      isLocked
      footer={
        <Button look="quiet" onPress={() => window.location.assign(paths.signIn())}>
          {words.leave}
        </Button>
      }
    >
      <p>{words.text}</p>
      <SignInForm
        texts={texts.signIn}
        sayError={(error) => sayError(error, texts.signIn.noAnswer)}
        login={login}
        ways={useWays()}
        onDone={onDone}
      />
    </Dialog>
  )
}

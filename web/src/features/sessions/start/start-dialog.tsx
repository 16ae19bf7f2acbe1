/** START: one page. It offers nothing that the server would refuse, and says beforehand whether it starts or waits. */
import type { ResourceReport } from '@berth/contract/resources.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { client } from '../../../api/client.ts'
import { resourcesQuery } from '../../../api/queries.ts'
import { applySession, sessionKeys } from '../../../api/session-cache.ts'
import { useCurrentProject } from '../../../parts/current-project.ts'
import { failureOf } from '../../../parts/failure.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useForm } from '../../../ui/form.ts'
import { Notice } from '../../../ui/notice.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Segmented } from '../../../ui/radio-group.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { SubmitButton } from '../../../ui/submit-button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useUiTexts } from '../../../ui/ui-texts.tsx'
import { StartAdvanced } from './start-advanced.tsx'
import { StartEnvironment, StartService } from './start-service.tsx'
import { StartResources } from './start-resources.tsx'
import { checkValues, refusalOf } from './start-check.ts'
import type { Refusal } from './start-check.ts'
import { fitValues, mask, rememberedValues, rememberValues, toBody, valuesOf, verdict } from './start-form.ts'
import type { StartValues } from './start-form.ts'
import { StartVerdict, useExplanation } from './start-verdict.tsx'
import styles from './start.module.css'

export interface StartDialogProps {
  /** A session whose settings fill the form. */
  readonly like?: Session | undefined
  readonly onClose: () => void
}

export function StartDialog({ like, onClose }: StartDialogProps) {
  const words = useSessionTexts()
  const { t } = words
  const { id } = useCurrentProject()
  const project = like?.project ?? id
  const resources = useQuery(resourcesQuery(project))
  if (resources.data !== undefined)
    return <StartForm like={like} project={project} report={resources.data} onClose={onClose} />
  const failure = resources.error === null ? undefined : failureOf(resources.error, words)
  return (
    <Dialog isOpen onOpenChange={onClose} title={t.form.title}>
      {failure === undefined ? (
        <SkeletonRegion className={styles.skeleton}>
          <Skeleton width="100%" height="3.5rem" />
          <Skeleton width="100%" height="2.5rem" />
          <Skeleton width="100%" height="2.5rem" />
        </SkeletonRegion>
      ) : (
        <ErrorState
          title={t.errors.resources}
          requestId={failure.requestId}
          onRetry={() => void resources.refetch()}
          isRetrying={resources.isFetching}
        >
          {failure.detail}
        </ErrorState>
      )}
    </Dialog>
  )
}

interface StartFormProps extends StartDialogProps {
  readonly project: string | undefined
  readonly report: ResourceReport
}

function StartForm({ like, project, report, onClose }: StartFormProps) {
  const words = useSessionTexts()
  const { t } = words
  const { texts } = useUiTexts()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [refusal, setRefusal] = useState<Refusal>()
  const [initial] = useState(() =>
    fitValues(like === undefined ? rememberedValues(localStorage) : valuesOf(like), report),
  )
  const form = useForm<StartValues>({
    initial,
    check: (values) => checkValues(values, report, t),
    async submit(values) {
      setRefusal(undefined)
      try {
        const session = await client.sessions.create(
          { body: toBody(values, project) },
          { headers: { 'idempotency-key': crypto.randomUUID() } },
        )
        rememberValues(localStorage, values)
        applySession(cache, session)
        onClose()
        await navigate({ to: paths.session(session.id) })
        return undefined
      } catch (error) {
        const refused = refusalOf(error, words)
        setRefusal(refused)
        void cache.invalidateQueries({ queryKey: sessionKeys.resources })
        return refused.fields
      }
    },
  })
  const { values, field } = form
  const outlook = verdict(values, report)
  const isStartable = values.startsAt === '' || !Number.isNaN(Date.parse(values.startsAt))
  const explanation = useExplanation(isStartable ? toBody(values, project) : undefined)
  const isRefused = explanation === undefined ? outlook.name === 'never' : explanation.verdict === 'refused'

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.form.title}
      onSubmit={form.onSubmit}
      footer={
        <>
          <div data-start className={styles.verdict}>
            <StartVerdict outlook={outlook} explanation={explanation} report={report} />
          </div>
          <Button onPress={onClose}>{texts.cancel}</Button>
          <SubmitButton isPending={form.isPending} isDisabled={isRefused}>
            {t.form.submit}
          </SubmitButton>
        </>
      }
    >
      <div className={styles.fields}>
        <div className={styles.pair}>
          <TextField
            label={t.form.name}
            help={t.form.nameHelp}
            {...field('name')}
            isOptional
            isCode
            autoFocus
            maxLength={64}
          />
          <Segmented
            label={t.form.type}
            value={values.type}
            onChange={(type) => form.set({ type })}
            items={[
              { id: 'interactive', label: t.form.interactive },
              { id: 'batch', label: t.form.batch },
              { id: 'service', label: t.form.service },
            ]}
          />
        </div>
        <StartEnvironment form={form} />
        {values.type !== 'interactive' && (
          <TextField
            label={t.form.command}
            help={values.type === 'batch' ? t.form.commandHelp : t.form.serviceHelp}
            {...field('command')}
            isCode
            rows={4}
          />
        )}
        {values.type === 'service' && <StartService form={form} />}
        <StartResources report={report} form={form} />
        <StartAdvanced
          form={form}
          isAgain={like !== undefined && Object.values(like.env).some((value) => value.includes(mask))}
          lifetime={report.lifetime}
        />
        {refusal?.notice !== undefined && <RefusalNotice refusal={refusal} />}
      </div>
    </Dialog>
  )
}

function RefusalNotice({ refusal }: { readonly refusal: Refusal }): ReactNode {
  const { texts } = useUiTexts()
  const { notice } = refusal
  if (notice === undefined) return null
  return (
    // below a long form it would be written where nobody looks
    <div ref={(element) => element?.scrollIntoView({ block: 'nearest' })}>
      <Notice tone="bad" title={notice.title}>
        {notice.lines.length === 1 ? (
          <p>{notice.lines[0]}</p>
        ) : (
          <ul className={styles.violations}>
            {notice.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {notice.requestId !== undefined && (
          <p className={styles.request}>
            {texts.requestId} <code>{notice.requestId}</code>
          </p>
        )}
      </Notice>
    </div>
  )
}

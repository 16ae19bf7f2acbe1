/**
 * The state of a form: what is typed, what is wrong with it, whether it is being sent. A field is checked when it is
 * left and all are on submit; the first wrong one then gets the focus. Nothing typed is lost by an error, nor, with a
 * `draft`, by a reload.
 */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'

export type FieldErrors<Values> = { readonly [Name in keyof Values]?: string | undefined }

export interface FormSettings<Values extends object> {
  readonly initial: Values
  /** What is wrong, by field; read on leaving a field and on submit. */
  readonly check: (values: Values) => FieldErrors<Values>
  /** Sends it. What it returns is what the receiver found wrong. */
  readonly submit: (values: Values) => Promise<FieldErrors<Values> | void>
  /** Name under which what is typed survives a reload, until it is sent. */
  readonly draft?: string
  /** What it keeps, where that is not all: no secrets. And what the values are after a reload, where that is more. */
  readonly draftAs?: {
    readonly keep: (values: Values) => object
    readonly restore?: (kept: object) => Values
  }
}

export interface FormField<Value> {
  readonly name: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly onBlur: () => void
  readonly error: string | undefined
}

export interface Form<Values extends object> {
  readonly values: Values
  readonly isPending: boolean
  readonly set: (changes: Partial<Values>) => void
  readonly field: <Name extends keyof Values & string>(name: Name) => FormField<Values[Name]>
  /** For `onSubmit` of the form or `Dialog`. */
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
  /** Throws away the draft and starts over. */
  readonly reset: () => void
}

export function useForm<Values extends object>(settings: FormSettings<Values>): Form<Values> {
  const { initial, check, submit, draft, draftAs } = settings
  const [values, setValues] = useState<Values>(() => {
    const kept = readDraft(draft)
    return kept === undefined ? initial : (draftAs?.restore?.(kept) ?? { ...initial, ...kept })
  })
  const [errors, setErrors] = useState<FieldErrors<Values>>({})
  const [isPending, setPending] = useState(false)
  const [submits, setSubmits] = useState(0)
  const formElement = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (draft === undefined || values === initial) return
    sessionStorage.setItem(draftKey(draft), JSON.stringify(draftAs?.keep(values) ?? values))
  }, [draft, draftAs, values, initial])

  useEffect(() => {
    if (submits > 0) formElement.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [submits])

  const forget = () => {
    if (draft !== undefined) sessionStorage.removeItem(draftKey(draft))
  }

  const set = (changes: Partial<Values>) => {
    setValues((now) => ({ ...now, ...changes }))
    // what was wrong may be right now; it is looked at again when the field is left
    setErrors((now) => ({ ...now, ...Object.fromEntries(Object.keys(changes).map((name) => [name, undefined])) }))
  }

  const show = (found: FieldErrors<Values>) => {
    setErrors(found)
    setSubmits((count) => count + 1)
  }

  const send = async () => {
    const wrong = check(values)
    if (Object.values(wrong).some((error) => error !== undefined)) return show(wrong)
    setPending(true)
    try {
      const refused = await submit(values)
      if (refused === undefined) forget()
      else show(refused)
    } finally {
      setPending(false)
    }
  }

  return {
    values,
    isPending,
    set,
    field: (name) => ({
      name,
      value: values[name],
      onChange: (value) => set({ [name]: value } as unknown as Partial<Values>),
      onBlur: () => setErrors((now) => ({ ...now, [name]: isEmpty(values[name]) ? now[name] : check(values)[name] })),
      error: errors[name],
    }),
    onSubmit(event) {
      event.preventDefault()
      formElement.current = event.currentTarget
      if (!isPending) void send()
    },
    reset() {
      forget()
      setValues(initial)
      setErrors({})
    },
  }
}

/** Passing through an empty field on the way to another is not a mistake yet; submitting it is. */
const isEmpty = (value: unknown) => value === '' || value === undefined || value === null

const draftKey = (name: string) => `berth.draft.${name}`

export function readDraft(name: string | undefined): object | undefined {
  if (name === undefined) return undefined
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(draftKey(name)) ?? 'null')
    return typeof kept === 'object' && kept !== null ? kept : undefined
  } catch {
    return undefined
  }
}

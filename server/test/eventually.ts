/** Asks again until the answer is as wanted; what it last was is in the error. */
export async function eventually<Answer>(
  ask: () => Promise<Answer> | Answer,
  wanted: (answer: Answer) => boolean,
  ms = 10_000,
): Promise<Answer> {
  const until = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

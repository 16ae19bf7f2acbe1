/** Has the browser keep the service worker, once the page has what it needs itself. */
const whenIdle = (work: () => void) =>
  // Safari has no idle time to ask for.
  typeof requestIdleCallback === 'function' ? requestIdleCallback(work, { timeout: 10_000 }) : setTimeout(work, 3_000)

export function startServiceWorker(): void {
  // `vite` serves no worker; over plain http browsers have none.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  whenIdle(() => {
    // Without it everything works as before, but for the notice when the server is gone.
    navigator.serviceWorker
      .register('/service-worker.js', { scope: '/', updateViaCache: 'none' })
      .catch(() => undefined)
  })
}

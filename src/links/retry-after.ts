/** How long a server asks us to wait, in ms: `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3). Undefined if it does not say, or says nonsense. */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? ''
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000
  if (!/^[a-z]{3,9},? \d/i.test(text)) return undefined
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}

import type {People} from '../sandbox/sandbox.ts'
import {alive} from '../sandbox/web/pages.ts'

/** Ten ants, each on a site of its own whose name begins like `prefix`, all alive at first: `army-1.example`. */
export function scannedAnts(
  sandbox: People,
  prefix: string,
): {readonly text: string; host(number: number): string; url(number: number): string} {
  const numbers = Array.from({length: 10}, (_, index) => index + 1)
  const host = (number: number) => `${prefix}-${number}.example`
  const url = (number: number) => sandbox.url(host(number))
  for (const number of numbers) sandbox.site(host(number), alive(`${prefix} ${number}`))
  const entries = numbers.map(number => `- [${prefix} ${number}](${url(number)}) - Marches in column ${number}.\n`)
  return {
    text: `# Awesome ants\n\n## Builders\n\n${entries.slice(0, 5).join('')}\n## Hunters\n\n${entries.slice(5).join('')}`,
    host,
    url,
  }
}

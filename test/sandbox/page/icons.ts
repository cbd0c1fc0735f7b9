import type {Element} from 'hast'
import {s} from 'hastscript'

/** Drawn here, 16 by 16, in the colour of the text around. `label` is what a screen reader says; without it the icon is decoration. */
const icon = (path: string, label?: string): Element =>
  s(
    'svg.icon',
    {
      viewBox: '0 0 16 16',
      width: 16,
      height: 16,
      ...(label === undefined ? {ariaHidden: 'true'} : {role: 'img', ariaLabel: label}),
    },
    [
      s('path', {
        d: path,
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 1.6,
        strokeLinecap: 'round',
        strokeLinejoin: 'round',
      }),
    ],
  )

export const pullIcon = (): Element =>
  icon(
    'M4 5.2v5.6M4 5.2a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM4 14a1.6 1.6 0 1 0 0-3.2A1.6 1.6 0 0 0 4 14ZM12 14a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM12 10.8V5.5a2 2 0 0 0-2-2H7.5M9.3 1.7 7.5 3.5l1.8 1.8',
  )

/** What a check run's conclusion looks like. */
export function checkIcon(conclusion: string | undefined): Element {
  if (conclusion === undefined) return icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 5v3l2 1.5', 'running')
  if (conclusion === 'success') return icon('M3 8.5 6.5 12 13 4.5', 'passed')
  if (conclusion === 'failure') return icon('M4 4l8 8M12 4l-8 8', 'failed')
  return icon('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM5.5 8h5', 'neutral')
}

export const fileIcon = (): Element => icon('M3.5 2h6L13 5.5V14H3.5V2ZM9.5 2v3.5H13')

export const commentIcon = (): Element => icon('M2.5 3h11v8H7l-3 2.7V11H2.5V3Z')

/** An open issue, or one that is done. */
export const issueIcon = (state: 'open' | 'closed'): Element =>
  icon(
    state === 'open'
      ? 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 7.4a.6.6 0 1 1 0 1.2.6.6 0 0 1 0-1.2Z'
      : 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM5.2 8.2 7.2 10.2 11 6',
  )

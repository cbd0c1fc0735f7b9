import type {PhrasingContent} from 'mdast'

/** What people can tick, by the words beside the box. The hidden order behind them is what `readOrders` reads. */
const words = {scan: 'Rescan now', ignore: 'ignore', snooze: 'snooze 90 days', watch: 'watch again'} as const

/** The words of a box and its order, hidden. Keys are hexadecimal digits (`linkKey`): nothing of others is in it. */
export const tick = (kind: 'ignore' | 'snooze' | 'watch', key: string): PhrasingContent[] => [
  {type: 'text', value: `${words[kind]} `},
  {type: 'html', value: `<!-- listkeeper ${kind} ${key} -->`},
]

/** In every body of ours, as long as nobody takes it away. */
export const rescanOrder = '<!-- listkeeper scan -->'

export const rescan: readonly PhrasingContent[] = [
  {type: 'text', value: `${words.scan} `},
  {type: 'html', value: rescanOrder},
]

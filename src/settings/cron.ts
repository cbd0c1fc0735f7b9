import {isoDay} from './iso-day.ts'

interface Field {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly names?: readonly string[]
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const minute: Field = {name: 'minute', from: 0, to: 59}
const hour: Field = {name: 'hour', from: 0, to: 23}
const dayOfMonth: Field = {name: 'day of the month', from: 1, to: 31}
const month: Field = {name: 'month', from: 1, to: 12, names: ['', ...months]}
/** Sunday is 0 and 7. */
const dayOfWeek: Field = {name: 'day of the week', from: 0, to: 7, names: days}

const fields = [minute, hour, dayOfMonth, month, dayOfWeek]

/** In a leap year, from January. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * What is wrong with a cron expression of five fields (minute, hour, day of the month, month, day of the week), as the end of a sentence,
 * or undefined if it can be used: `30 4 * * mon`. Once an hour is the most often that it may be.
 */
export function cronMistake(expression: string): string | undefined {
  const texts = expression.trim().split(/\s+/)
  if (texts.length !== fields.length) return `needs five fields (minute, hour, day of the month, month, day of the week)`
  for (const [index, field] of fields.entries()) {
    const text = texts[index] ?? ''
    if (values(text, field) === undefined)
      return `has no ${field.name} that can be: numbers from ${field.from} to ${field.to}, \`*\`, \`2-5\`, \`1,3\` or \`*/2\``
  }
  const [minutes = '', , monthDays = '', inMonths = '', weekDays = ''] = texts
  if (values(minutes, minute)?.size !== 1) return 'comes more often than once an hour: give one minute'
  if (weekDays !== '*') return undefined
  const last = Math.max(...[...(values(inMonths, month) ?? [])].map(number => longest[number - 1] ?? 31))
  return Math.min(...(values(monthDays, dayOfMonth) ?? [])) > last ? 'names a day that never comes' : undefined
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]

/** The 29th of February comes after eight years at the latest. */
const mostDays = 8 * 366

/**
 * The first moment after `afterMs` (both epoch milliseconds, UTC) that an expression names, which `cronMistake` has nothing to say against. Undefined
 * where there is none. Where both days are set (to anything but `*`), either will do.
 */
export function nextCron(expression: string, afterMs: number): number | undefined {
  const texts = expression.trim().split(/\s+/)
  const sets = fields.map((field, index) => values(texts[index] ?? '', field) ?? new Set<number>())
  const [minutes = new Set(), hours = new Set(), monthDays = new Set(), inMonths = new Set(), weekDays = new Set()] = sets
  const [isAnyDate, isAnyWeekday] = [texts[2] === '*', texts[4] === '*']
  const times = [...hours]
    .flatMap(at => [...minutes].map(past => at * hourMs + past * minuteMs))
    .toSorted((one, other) => one - other)

  const today = Math.floor(afterMs / dayMs)
  for (let day = today; day <= today + mostDays; day += 1) {
    const [, month, date] = isoDay(day * dayMs)
      .split('-')
      .map(Number)
    if (month === undefined || date === undefined || !inMonths.has(month)) continue
    // The first of January 1970 was a Thursday.
    const weekday = (day + 4) % 7
    const isDate = monthDays.has(date)
    const isWeekday = weekDays.has(weekday) || (weekday === 0 && weekDays.has(7))
    if (isAnyDate || isAnyWeekday ? !(isDate && isWeekday) : !(isDate || isWeekday)) continue
    const time = times.find(one => day * dayMs + one > afterMs)
    if (time !== undefined) return day * dayMs + time
  }
  return undefined
}

/** All numbers that a field stands for; undefined where it is none. */
function values(text: string, field: Field): ReadonlySet<number> | undefined {
  const all = new Set<number>()
  for (const part of text.split(',')) {
    const read = /^(?:(?<every>\*)|(?<first>\w{1,3})(?:-(?<last>\w{1,3}))?)(?:\/(?<step>\d{1,2}))?$/.exec(part)?.groups
    if (read === undefined) return undefined
    const {every, first, last, step} = read
    // `5/10` without an end has none of its own: readers of cron differ about it.
    if (step !== undefined && every === undefined && last === undefined) return undefined
    const from = every === undefined ? numberOf(first, field) : field.from
    const to = every === undefined ? numberOf(last ?? first, field) : field.to
    const by = Number(step ?? 1)
    if (from === undefined || to === undefined || from > to || by === 0) return undefined
    for (let number = from; number <= to; number += by) all.add(number)
  }
  return all
}

function numberOf(text: string | undefined, {from, to, names = []}: Field): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d{1,2}$/.test(text) ? Number(text) : names.indexOf(text.toLowerCase())
  return number >= from && number <= to ? number : undefined
}

/** Stretches of time: which to choose for a range, and all of them one after the other. */

const DAY = 86_400_000
const MOST = 6000
const SPARSE = 0.35

/** What can be chosen. */
export const BUCKETS = ['day', 'week', 'month', 'quarter', 'year']

/** The stretch that makes a readable number of bars of a range. */
export function fitting(from, to) {
  const days = (to - from) / DAY
  if (days <= 120) return 'day'
  if (days <= 2 * 366) return 'week'
  if (days <= 40 * 366) return 'month'
  return 'year'
}

/** The beginning of the next stretch. */
export function next(at, bucket) {
  const then = new Date(at)
  if (bucket === 'day') then.setUTCDate(then.getUTCDate() + 1)
  else if (bucket === 'week') then.setUTCDate(then.getUTCDate() + 7)
  else if (bucket === 'month') then.setUTCMonth(then.getUTCMonth() + 1)
  else if (bucket === 'quarter') then.setUTCMonth(then.getUTCMonth() + 3)
  else then.setUTCFullYear(then.getUTCFullYear() + 1)
  return then
}

/** The last day of a stretch, as filters write it. */
export function lastDay(at, bucket) {
  return new Date(next(at, bucket).getTime() - DAY)
}

/** The times from the first to the last, with those that have no records; the given ones alone if there were too many. */
export function all(times, bucket) {
  if (times.length === 0) return []
  const known = times.map(Number)
  const filled = []
  for (let at = times[0]; at.getTime() <= known.at(-1); at = next(at, bucket)) {
    filled.push(at)
    if (filled.length > MOST) return times
  }
  const there = new Set(filled.map(Number))
  return known.every(time => there.has(time)) ? filled : times
}

/** Whether most of the stretches between the first and the last are empty. */
export function isSparse(values, bucket) {
  const times = values.filter(value => value !== null).map(parse).sort((a, b) => a - b)
  const stretches = all(times, bucket).length
  return stretches > 8 && times.length < stretches * SPARSE
}

/** A day of an answer: 2024-03-31, or a year alone. */
export function parse(value) {
  const text = String(value)
  return new Date(/^-?\d{1,4}$/.test(text) ? text.padStart(4, '0') + '-01-01T00:00:00Z' : text.slice(0, 10) + 'T00:00:00Z')
}

export const isoDay = at => at.toISOString().slice(0, 10)

/** Numbers and days as the reader's language writes them. */

const LOCALE = undefined
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const few = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 })
const exact = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 20 })
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 })
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 })
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
const local = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })
const month = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthOnly = new Intl.DateTimeFormat(LOCALE, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })
const AGES = [['year', 31_557_600], ['month', 2_629_800], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]]

/** What stands where there is no value. */
export const NOTHING = '–'

export const count = number => whole.format(number)
export const measure = number => (Math.abs(number) >= 1000 ? whole : few).format(number)
export const short = number => compact.format(number)
export const share = part => percent.format(part)
export const plural = (number, one, many) => count(number) + ' ' + (number === 1 ? one : many)

/** A value of a column as it is shown; numbers come as texts, with all their digits. */
export function cell(value, column) {
  if (value === null || value === undefined) return NOTHING
  const text = String(value)
  switch (column.kind) {
    case 'LONG': return column.isCode ? text : exact.format(text)
    case 'DECIMAL': return column.isCode ? text : decimal(text)
    case 'DOUBLE': return Number.isFinite(Number(text)) ? exact.format(Number(text)) : text
    case 'BOOLEAN': return text === 'true' ? 'yes' : 'no'
    case 'DATE': return date(text)
    case 'TIMESTAMP': return instant(text + 'Z')
    case 'TIMESTAMP_TZ': return instant(text) + ' UTC'
    default: return text
  }
}

/** With the digits that it has: 1.50 is not 1.5. */
function decimal(text) {
  const digits = /\.(\d+)$/.exec(text)?.[1].length ?? 0
  return new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(text)
}

export function date(text) {
  const at = new Date(text + 'T00:00:00Z')
  return Number.isNaN(at.getTime()) ? text : day.format(at)
}

function instant(text) {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return text
  return /T00:00(:00)?(\.0+)?Z$/.test(text) ? day.format(at) : moment.format(at)
}

/** A time that the server tells, in the reader's zone. */
export const when = text => local.format(new Date(text))

/** How long ago. */
export function ago(text) {
  const seconds = (new Date(text).getTime() - Date.now()) / 1000
  for (const [unit, size] of AGES) if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  return relative.format(0, 'second')
}

/** A stretch of time that begins on a day. */
export function period(at, bucket, isShort = false) {
  switch (bucket) {
    case 'year': return String(at.getUTCFullYear())
    case 'quarter': return 'Q' + (Math.floor(at.getUTCMonth() / 3) + 1) + ' ' + at.getUTCFullYear()
    case 'month': return (isShort ? monthOnly : month).format(at)
    case 'week': return 'week of ' + day.format(at)
    default: return day.format(at)
  }
}

export const degrees = (value, positive, negative) =>
  few.format(Math.abs(value)) + '°' + (value > 0 ? positive : value < 0 ? negative : '')

/**
 * What is shown, as it stands in the address: so a view can be shared, and the back button works. Filters are written as
 * column.word=value; other names have no point.
 */

const WORDS = ['in', 'eq', 'contains', 'from', 'to', 'gte', 'lte', 'null']
const NAMES = ['table', 'sort', 'cursor', 'time', 'bucket', 'by', 'measure', 'map', 'columns']

/** The state of an address's query. */
export function read(search) {
  const state = { filters: [] }
  for (const [name, value] of new URLSearchParams(search)) {
    const point = name.lastIndexOf('.')
    if (NAMES.includes(name)) state[name] = value
    else if (point > 0 && WORDS.includes(name.slice(point + 1))) {
      state.filters.push({ column: name.slice(0, point), word: name.slice(point + 1), value })
    }
  }
  return state
}

/** The address of a state. */
export function write(state) {
  const query = new URLSearchParams()
  for (const name of NAMES) if (state[name]) query.append(name, state[name])
  for (const { column, word, value } of state.filters ?? []) query.append(column + '.' + word, value)
  const text = query.toString()
  return text ? '/?' + text : '/'
}

/** The state with another value of a column's filter; empty text or null takes it away. The page of records begins anew. */
export function withFilter(state, column, word, value) {
  const filters = state.filters.filter(filter => filter.column !== column || filter.word !== word)
  if (value !== null && value !== '') filters.push({ column, word, value })
  return { ...state, filters, cursor: undefined }
}

/** The state without any filter on a column. */
export function withoutColumn(state, column) {
  return { ...state, filters: state.filters.filter(filter => filter.column !== column), cursor: undefined }
}

export function filterValue(state, column, word) {
  return state.filters.find(filter => filter.column === column && filter.word === word)?.value ?? ''
}

/** Values of a list, each comma and backslash within one escaped. */
export const writeList = values => values.map(value => value.replace(/[\\,]/g, '\\$&')).join(',')

export function readList(text) {
  const values = ['']
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && (text[i + 1] === ',' || text[i + 1] === '\\')) values[values.length - 1] += text[++i]
    else if (text[i] === ',') values.push('')
    else values[values.length - 1] += text[i]
  }
  return values
}

/** The values that a column's filter lets through; none if it has no such filter. */
export function chosenValues(state, column) {
  const text = filterValue(state, column, 'in')
  return text === '' ? [] : readList(text)
}

/** Filters as the API takes them; to the end of a day means before the next one where there are times of day. */
export function parameters(state, columns) {
  return state.filters.map(({ column, word, value }) => {
    const timed = columns.find(known => known.name === column)?.hasTime
    if (word === 'from') return [column + '.gte', value]
    if (word === 'to') return timed ? [column + '.lt', nextDay(value)] : [column + '.lte', value]
    return [column + '.' + word, value]
  })
}

function nextDay(text) {
  const day = new Date(text + 'T00:00:00Z')
  if (Number.isNaN(day.getTime())) return text
  day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10)
}

import { measure as shown, count } from './format.js'

/** What the charts show: records, or a sum or an average of a column. */

/** The measure of a state's text, such as "fatalities.sum"; without one the table's usual one, records if it is none of the table's. */
export function chosen(model, said) {
  const text = said ?? (model.usual ? model.usual.name + '.sum' : undefined)
  const point = (text ?? '').lastIndexOf('.')
  const column = model.columns.find(known => known.isNumber && known.name === text?.slice(0, Math.max(point, 0)))
  const word = text?.slice(point + 1)
  if (!column || !['sum', 'avg'].includes(word)) {
    return { name: 'count', label: 'Records', adds: true, format: count }
  }
  return {
    name: column.name + '.' + word,
    label: (word === 'sum' ? 'Sum of ' : 'Average of ') + lower(column.label),
    adds: word === 'sum',
    format: shown,
  }
}

/** What a select of measures offers. */
export function options(model) {
  const others = model.own.filter(c => c.isNumber && !model.measures.includes(c) && !model.coordinates?.includes(c))
  const both = list => list.flatMap(c => [[c.name + '.sum', 'Sum of ' + lower(c.label)], [c.name + '.avg', 'Average of ' + lower(c.label)]])
  return [[model.usual ? 'count' : '', 'Number of records'], ...both(model.measures), { label: 'Numbers that may be codes', options: both(others) }]
}

export const lower = label => (/^[A-Z][a-z]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label)

/** The number of an answer's row; null where there is none. */
export function number(row, name) {
  const value = row[name]
  return value === null || value === undefined ? null : Number(value)
}

/** What a table's columns are good for, by their types, HXL tags and names. */

const NUMBERS = ['LONG', 'DECIMAL', 'DOUBLE']
const CODE_NAME = /(^|_)(id|ids|iso\d*|code|codes|no|nr|gid|key|year|month|day|precision|prec|timestamp|zip|postcode|phone|version|gwno[ab]?|inter\d?|interaction|type|class|index)(_|$|\d)/
const AREA_NAME = /^adm(in)?_?([1-4])(_?name)?(_?en)?$/
const PLACE_NAME = /^(location|place|market|site|settlement|town|where_coordinates|facility)(_?name)?$/
const CATEGORY_NAME = /(type|category|status|kind|class|sector|cause|commodity|group|gender|sex)/
const MAIN = 10

/** The model of a table as /api/tables/{table} describes it. */
export function describe(table) {
  const columns = table.columns.map(column)
  const own = columns.filter(c => !c.isLineage)
  const coordinates = table.coordinates && [table.coordinates.latitude, table.coordinates.longitude]
    .map(name => columns.find(c => c.name === name))
  const plain = own.filter(c => !coordinates?.includes(c))
  const dates = plain.filter(c => c.hasDay || isYear(c)).sort(by(dateRank))
  return {
    name: table.name,
    columns,
    own,
    lineage: columns.filter(c => c.isLineage),
    coordinates: coordinates ?? null,
    dates: dates.some(c => c.hasDay) ? dates.filter(c => c.hasDay) : dates.slice(0, 1),
    measures: plain.filter(c => c.isNumber && !c.isCode).sort(by(c => (c.hxl ? 0 : 1))),
    // the records of a roll-up are groups, whose number says little
    usual: table.rollUpOf === null ? null : plain.find(c => c.kind === 'LONG' && /^count of/.test(c.originalName)) ?? plain.find(c => c.isNumber && !c.isCode) ?? null,
    areas: areas(plain),
    country: plain.find(c => has(c, '#country') && !has(c, '+code')) ?? plain.find(c => /^country(_?name)?$/.test(c.low)) ?? null,
    place: plain.find(c => c.kind === 'TEXT' && has(c, '#loc')) ?? plain.find(c => c.kind === 'TEXT' && PLACE_NAME.test(c.low)) ?? null,
    groupable: plain.filter(c => c.kind === 'TEXT' || c.kind === 'BOOLEAN' || (c.kind === 'LONG' && !isYear(c))),
    main: main(own),
  }
}

function column({ name, originalName, hxl, type, nullable }) {
  const kind = type.replace(/\(.*/, '')
  const low = name.toLowerCase()
  const isNumber = NUMBERS.includes(kind)
  return {
    name, originalName, hxl, type, kind, nullable, low, isNumber,
    label: label(originalName || name),
    hasDay: ['DATE', 'TIMESTAMP', 'TIMESTAMP_TZ'].includes(kind),
    hasTime: kind.startsWith('TIMESTAMP'),
    isCode: isNumber && (CODE_NAME.test(low) || /\+(code|id|year)\b/.test(hxl ?? '')),
    isLineage: low.startsWith('_leat_'),
  }
}

/** snake_case as a person writes it; anything else as it is. */
function label(name) {
  if (name === '_leat_loaded_at') return 'Loaded at'
  const plain = name.replace(/^_leat_/, '')
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(plain)) return plain.trim() || '(no name)'
  const words = plain.replaceAll('_', ' ')
  return words[0].toUpperCase() + words.slice(1)
}

const by = rank => (a, b) => rank(a) - rank(b)
const has = (column, part) => (column.hxl ?? '').toLowerCase().includes(part)
const isYear = column => column.kind === 'LONG' && (has(column, '#date+year') || column.low === 'year')

function dateRank(column) {
  if (has(column, '#date+occurred') || has(column, '#date+start')) return 0
  if (has(column, '#date')) return 1
  if (/event|start|occurred|reported/.test(column.low)) return 2
  return 3
}

/** Administrative levels, the coarsest first; a level's name is preferred to its code. */
function areas(columns) {
  const levels = new Map()
  for (const c of columns.filter(c => c.kind === 'TEXT')) {
    const tag = /^#adm([1-4])(?!\d)/.exec((c.hxl ?? '').toLowerCase())
    const level = tag ? Number(tag[1]) : Number(AREA_NAME.exec(c.low)?.[2] ?? 0)
    if (level === 0) continue
    const rank = (tag ? 0 : 2) + (has(c, '+code') ? 1 : 0)
    if (!levels.has(level) || levels.get(level).rank > rank) levels.set(level, { column: c, rank })
  }
  return [...levels.entries()].sort(([a], [b]) => a - b).map(([, found]) => found.column)
}

/** The columns that are shown at first: when, what, where, how many; then tagged ones; in the order of the table. */
function main(own) {
  const rank = c => {
    if (!c.hxl) return c.hasDay || PLACE_NAME.test(c.low) || AREA_NAME.test(c.low) ? 2 : CATEGORY_NAME.test(c.low) && c.kind === 'TEXT' ? 3 : 5
    if (/\+code\b|^#(description|meta|region|geo|currency)/.test(c.hxl) || isYear(c)) return 6
    if (/^#(affected|population|value|indicator)/.test(c.hxl) || c.hasDay) return 0
    if (/(\+\w+){3}/.test(c.hxl)) return 4
    return /^#(event|item|sector|country|adm[12]|loc)(\+\w+)?(?!\+)/.test(c.hxl) ? 1 : 2
  }
  return [...own].sort(by(rank)).slice(0, MAIN).sort(by(c => own.indexOf(c)))
}

/**
 * The columns to draw bars of, the best first.
 *
 * @param distinct how many values each column has, by name; empty where it is not known
 */
export function categories(model, distinct) {
  return model.groupable
    .map(column => ({ column, score: score(model, column, distinct.get(column.name)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ column }) => column)
}

function score(model, column, values) {
  if (values === 0 || (column.kind === 'LONG' && !(values <= 20))) return 0
  let points = column.kind === 'TEXT' ? 4 : 1
  if (CATEGORY_NAME.test(column.low) || /\+(type|status)\b|^#(item|sector|status|subsector)/.test(column.hxl ?? '')) points += 4
  if (column.hxl) points += 2
  if (/\+code|^#(description|meta|currency|region|event\+code)/.test(column.hxl ?? '') || CODE_NAME.test(column.low) && !CATEGORY_NAME.test(column.low)) points -= 3
  if (model.areas.includes(column)) points += 1
  if (values !== undefined) points += values === 1 ? -4 : values <= 40 ? 3 : values <= 500 ? 0 : -3
  return Math.max(points, values > 1 ? 0.5 : 0.1)
}

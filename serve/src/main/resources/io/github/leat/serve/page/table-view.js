import { ask, isAbort } from './api.js'
import { barChart } from './bar-chart.js'
import { parse } from './buckets.js'
import { categories, describe } from './columns.js'
import { announce, h, replace, select } from './dom.js'
import { filterChips, filterPanel } from './filters.js'
import { ago, count, plural, when } from './format.js'
import { loadsList } from './loads.js'
import { mapChart } from './map-chart.js'
import { chosen, lower, number, options } from './measures.js'
import { problemNote } from './problems.js'
import { recordsTable } from './records.js'
import { parameters, withFilter } from './state.js'
import { dateOf, timeChart } from './time-chart.js'
import { onThemeChange } from './theme.js'

const FIGURES = 12

/** One table: filters at the side, charts, records. Follows the state it is given; changes go through the address. */
export function tableView(table, navigate) {
  const model = describe(table)
  let state = { filters: [] }
  let ranked = null
  let abort = new AbortController()

  const go = (changes, isTyped = false, kept = undefined) => {
    const next = { ...state, ...('cursor' in changes ? {} : { cursor: undefined }), ...changes }
    delete next.range
    if (changes.range) {
      const { column, from, to } = changes.range
      next.filters = withFilter(withFilter(state, column, 'from', from), column, 'to', to).filters
    }
    navigate(next, isTyped, kept)
  }
  const filter = (column, word, value) => go({ filters: withFilter(state, column, word, value).filters })

  const filters = filterPanel(model, go)
  const chips = filterChips(model, go)
  const heading = h('h1', { tabindex: '-1' }, model.name)
  const matching = h('p', { class: 'matching', id: 'matching' }, h('strong', {}, '…'), ' records')
  const measure = select({ onchange: event => go({ measure: event.target.value || undefined }) }, options(model), '')
  const time = model.dates.length > 0 ? timeChart(model, go) : null
  const bars = model.groupable.length > 0 ? barChart(model, go) : null
  const map = model.coordinates ? mapChart(model, go) : null
  const records = recordsTable(model, go)
  const charts = h('div', { class: 'charts' }, time?.root, bars?.root, map?.root)
  const loads = table.loadCount > 0 ? loadsList(table) : null
  // what is below the charts comes when it is known whether they stay, so that it does not jump
  const below = [records.root, loads].filter(Boolean)
  below.forEach(part => { part.hidden = true })
  const failure = h('div')
  const root = h('div', { class: 'table-view' },
    h('div', { class: 'title' }, heading, h('p', { class: 'muted' }, 'Updated ', h('time', { datetime: table.updatedAt, title: when(table.updatedAt) }, ago(table.updatedAt)),
      table.rollUpOf === null ? '' : ', a roll-up of ' + table.rollUpOf,
      table.loading ? ', a load is not finished' : '', '.')),
    h('div', { class: 'columns' },
      filters.root,
      h('div', { class: 'results' },
        h('div', { class: 'summary' }, matching,
          model.own.some(c => c.isNumber) && (time || bars || map) && h('label', { class: 'field inline' }, h('span', {}, 'Show'), measure)),
        chips.root, failure, charts, below)))
  onThemeChange(() => {
    time?.recolour()
    map?.recolour()
  })

  async function update(next) {
    state = next
    const mine = measureOf()
    measure.value = mine.name === 'count' && !model.usual ? '' : mine.name
    filters.update(state)
    chips.update(state)
    abort.abort()
    abort = new AbortController()
    const { signal } = abort
    const asked = { state, parameters: parameters(state, model.columns), measure: mine, filter }
    records.update(asked)
    root.setAttribute('aria-busy', 'true')
    try {
      const [overview, known] = await Promise.all([overviewOf(asked, signal), rankedCategories(signal)])
      if (signal.aborted) return
      replace(failure)
      below.forEach(part => { part.hidden = false })
      charts.hidden = overview.matching === 0
      say(overview, mine)
      if (overview.matching > 0) {
        time?.update({ ...asked, range: overview.range })
        bars?.update({ ...asked, total: overview.total, categories: known })
        map?.update(asked)
      }
      root.removeAttribute('aria-busy')
    } catch (error) {
      if (isAbort(error) || signal.aborted) return
      root.removeAttribute('aria-busy')
      failed(error)
    }
  }

  function measureOf() {
    return chosen(model, state.measure)
  }

  function say({ matching: found, total }, shown) {
    replace(matching, h('strong', {}, count(found)),
      state.filters.length > 0 ? ' of ' + plural(table.rows, 'record', 'records') + (found === 1 ? ' matches' : ' match') : found === 1 ? ' record' : ' records',
      shown.name !== 'count' && total !== null && found > 0 && [', ' + lower(shown.label) + ' ', h('strong', {}, shown.format(total))])
    announce(matching.textContent)
  }

  function failed(error) {
    if (error.status === 401) document.dispatchEvent(new Event('leat-denied'))
    if (!error.status && error.title === undefined) console.error(error)
    charts.hidden = true
    below.forEach(part => { part.hidden = false })
    // what is wrong is said once
    records.root.hidden = error.status === 400
    replace(matching)
    replace(failure, problemNote(error, () => update(state), state.filters.length > 0 && (() => go({ filters: [] }))))
  }

  async function overviewOf({ parameters: filtered, measure: shown }, signal) {
    const day = time && dateOf(model, state)
    const figures = ['count', shown.name, ...(day ? [day.name + '.min', day.name + '.max'] : [])]
    const { rows: [row] } = await ask(['tables', model.name, 'aggregate'],
      [['measures', [...new Set(figures)].join(',')], ['numbers', 'text'], ...filtered], signal)
    const [least, most] = day ? [row[day.name + '.min'], row[day.name + '.max']] : [null, null]
    return {
      matching: Number(row.count),
      total: number(row, shown.name),
      range: least !== null && least !== undefined ? [parse(least), parse(most)] : null,
    }
  }

  /** How many values columns have is asked once for a table; without the answer, names and types decide. */
  async function rankedCategories(signal) {
    if (ranked) return ranked
    const distinct = new Map()
    try {
      for (let i = 0; i < model.groupable.length; i += FIGURES) {
        const names = model.groupable.slice(i, i + FIGURES).map(c => c.name)
        const { rows: [row] } = await ask(['tables', model.name, 'aggregate'],
          [['measures', names.map(name => name + '.distinct').join(',')], ['numbers', 'text']], signal)
        names.forEach(name => distinct.set(name, Number(row[name + '.distinct'])))
      }
    } catch (error) {
      if (isAbort(error) || error.status === 401) throw error
    }
    ranked = categories(model, distinct)
    return ranked
  }

  return {
    root,
    heading,
    update,
    stop() {
      abort.abort()
      for (const part of [filters, time, bars, map, records]) part?.stop()
    },
  }
}

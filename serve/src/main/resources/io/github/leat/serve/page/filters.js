import { ask, isAbort } from './api.js'
import { h, replace, settled } from './dom.js'
import { cell, count } from './format.js'
import { problemNote } from './problems.js'
import { chosenValues, filterValue, parameters, withFilter, withoutColumn, writeList } from './state.js'

const LISTED = 15
const TYPED_MILLIS = 400

/** The panel of filters: one for each column, made for its type. It is filled when it is opened. */
export function filterPanel(model, go) {
  let state = { filters: [] }
  const change = (column, word, value, isTyped = false) => go({ filters: withFilter(state, column.name, word, value).filters }, isTyped)
  const sections = model.own.map(column => section(model, column, change, () => state))
  const main = model.main
  const search = h('input', { type: 'search', placeholder: 'Find a column', 'aria-label': 'Find a column', oninput: find })
  const more = h('details', { class: 'more' }, h('summary', {}, 'All other columns'),
    sections.filter(s => !main.includes(s.column)).map(s => s.root))
  const root = h('details', { class: 'filters', id: 'filters' },
    h('summary', {}, h('h2', {}, 'Filters')),
    h('div', { class: 'filter-list' }, sections.length > 12 && search,
      sections.filter(s => main.includes(s.column)).map(s => s.root),
      sections.length > main.length && more))
  const wide = matchMedia('(min-width: 60rem)')
  root.open = wide.matches

  function find() {
    const text = search.value.trim().toLowerCase()
    for (const { column, root: one } of sections) {
      one.hidden = text !== '' && ![column.label, column.name, column.hxl ?? ''].some(known => known.toLowerCase().includes(text))
    }
    if (text) more.open = true
  }

  function update(next) {
    state = next
    sections.forEach(s => s.update())
    if (sections.some(s => !main.includes(s.column) && s.isActive())) more.open = true
  }

  return { root, update, stop: () => sections.forEach(s => s.stop()) }
}

function section(model, column, change, current) {
  const body = h('div', { class: 'filter-body' })
  const mark = h('span', { class: 'mark', hidden: true }, 'on')
  const root = h('details', { class: 'filter' },
    h('summary', { title: column.name + ' ' + column.type + (column.hxl ? ' ' + column.hxl : '') }, h('span', { class: 'filter-name' }, h('span', {}, column.label, ' ', mark),
      column.hxl && h('span', { class: 'hxl' }, column.hxl))), body)
  const control = controlOf(column)(model, column, change, current)
  let abort = new AbortController()
  let isMade = false
  const isActive = () => current().filters.some(filter => filter.column === column.name)

  async function load() {
    abort.abort()
    abort = new AbortController()
    const { signal } = abort
    try {
      await control.load(signal)
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) replace(control.extra, problemNote(error, load))
    }
  }

  root.addEventListener('toggle', () => {
    if (!root.open) return
    if (!isMade) body.append(control.root, emptiness(column, change, current, control))
    isMade = true
    control.sync()
    load()
  })

  return {
    column,
    root,
    isActive,
    stop: () => abort.abort(),
    update() {
      mark.hidden = !isActive()
      if (!isMade) return
      control.sync()
      if (root.open && control.reloads) load()
    },
  }
}

function controlOf(column) {
  if (column.kind === 'BOOLEAN') return booleanControl
  if (column.hasDay) return dayControl
  return column.isNumber && !column.isCode ? numberControl : textControl
}

/** Frequent values to choose from, and for texts a part to look for. */
function textControl(model, column, change, current) {
  const list = h('ul', { class: 'values', 'aria-label': 'Frequent values of ' + column.label })
  const extra = h('div')
  const isText = column.kind === 'TEXT'
  const typed = settled(TYPED_MILLIS, () => change(column, isText ? 'contains' : 'eq', input.value, true))
  const input = h('input', { type: 'search', 'aria-label': column.label + (isText ? ' contains' : ' is'), placeholder: isText ? 'Contains …' : 'Is …', inputmode: isText ? null : 'numeric', oninput: typed })
  let values = []

  function draw() {
    const chosen = chosenValues(current(), column.name)
    const listed = new Set(values.map(({ value }) => value))
    replace(list, [...chosen.filter(value => !listed.has(value)).map(value => ({ value })), ...values].map(({ value, records }) =>
      h('li', {}, h('label', { class: 'value' },
        Object.assign(h('input', { type: 'checkbox', onchange: event => toggle(value, event.target.checked) }), { checked: chosen.includes(value) }),
        h('span', { class: 'value-name', title: value }, value),
        records !== undefined && h('span', { class: 'muted' }, count(records))))))
  }

  function toggle(value, isOn) {
    const chosen = chosenValues(current(), column.name).filter(one => one !== value)
    change(column, 'in', writeList(isOn ? [...chosen, value] : chosen))
  }

  return {
    root: h('div', {}, input, list, extra),
    extra,
    reloads: true,
    sync() {
      const value = filterValue(current(), column.name, isText ? 'contains' : 'eq')
      if (document.activeElement !== input) input.value = value
      draw()
    },
    async load(signal) {
      const others = withoutColumn(current(), column.name)
      const contains = current().filters.filter(filter => filter.column === column.name && filter.word === 'contains')
      const answer = await ask(['tables', model.name, 'aggregate'], [['group', column.name], ['measures', 'count'], ['top', LISTED],
        ['numbers', 'text'], ...parameters({ filters: [...others.filters, ...contains] }, model.columns)], signal)
      values = answer.rows.filter(row => row[column.name] !== null && row[column.name] !== '')
        .map(row => ({ value: String(row[column.name]), records: Number(row.count) }))
      replace(extra, answer.truncated && h('p', { class: 'muted hint' }, 'The ' + LISTED + ' most frequent. Look for others above.'))
      draw()
    },
  }
}

function booleanControl(model, column, change, current) {
  const name = 'filter-' + column.name
  const radios = [['', 'any'], ['true', 'yes'], ['false', 'no']].map(([value, label]) => {
    const input = h('input', { type: 'radio', name, value, onchange: () => change(column, 'eq', value) })
    return { value, input, root: h('label', { class: 'value' }, input, label) }
  })
  return {
    root: h('div', { role: 'radiogroup', 'aria-label': column.label }, radios.map(radio => radio.root)),
    extra: h('div'),
    reloads: false,
    sync() {
      const now = filterValue(current(), column.name, 'eq')
      radios.forEach(radio => { radio.input.checked = radio.value === now })
    },
    async load() {},
  }
}

const numberControl = (...given) => rangeControl('number', ['gte', 'At least'], ['lte', 'At most'], ...given)
const dayControl = (...given) => rangeControl('date', ['from', 'From'], ['to', 'To'], ...given)

function rangeControl(type, [lowWord, lowLabel], [highWord, highLabel], model, column, change, current) {
  const extra = h('p', { class: 'muted hint' })
  const input = (word, label) => {
    const typed = settled(TYPED_MILLIS, () => { if (one.validity.valid) change(column, word, one.value, true) })
    const one = h('input', { type, step: type === 'number' ? 'any' : null, 'aria-label': column.label + ': ' + label.toLowerCase(), oninput: typed })
    return one
  }
  const low = input(lowWord, lowLabel)
  const high = input(highWord, highLabel)
  return {
    root: h('div', {}, h('div', { class: 'range' },
      h('label', { class: 'field' }, h('span', {}, lowLabel), low), h('label', { class: 'field' }, h('span', {}, highLabel), high)), extra),
    extra,
    reloads: false,
    sync() {
      for (const [one, word] of [[low, lowWord], [high, highWord]]) {
        if (document.activeElement !== one) one.value = filterValue(current(), column.name, word)
      }
    },
    async load(signal) {
      const [least, most] = [column.name + '.min', column.name + '.max']
      const { rows: [row] } = await ask(['tables', model.name, 'aggregate'], [['measures', least + ',' + most], ['numbers', 'text']], signal)
      extra.textContent = row[least] === null ? 'All records have no value here.' : 'In the table: ' + cell(row[least], column) + ' to ' + cell(row[most], column)
      if (type === 'date' && row[least] !== null) {
        for (const one of [low, high]) [one.min, one.max] = [row[least].slice(0, 10), row[most].slice(0, 10)]
      }
    },
  }
}

/** Whether a value is there at all. */
function emptiness(column, change, current, control) {
  if (!column.nullable) return null
  const box = (value, label) => h('label', { class: 'value' },
    h('input', { type: 'checkbox', 'data-empty': value, onchange: event => change(column, 'null', event.target.checked ? value : '') }), label)
  const root = h('div', { class: 'emptiness' }, box('false', 'Only with a value'), box('true', 'Only without'))
  const sync = control.sync
  control.sync = () => {
    sync()
    const now = filterValue(current(), column.name, 'null')
    root.querySelectorAll('input').forEach(one => { one.checked = one.dataset.empty === now })
  }
  return root
}

/** What is filtered now, each with a button that takes it away. */
export function filterChips(model, go) {
  const root = h('div', { class: 'chips' })
  function update(state) {
    replace(root, state.filters.length > 0 && [
      h('h2', { class: 'unseen' }, 'Filters in use'),
      h('ul', {}, state.filters.map(filter => {
        const text = words(model, filter)
        return h('li', {}, h('button', {
          type: 'button', class: 'chip', 'aria-label': 'Remove the filter: ' + text,
          onclick: () => go({ filters: state.filters.filter(other => other !== filter) }),
        }, h('span', {}, text), h('span', { 'aria-hidden': 'true' }, ' ✕')))
      })),
      h('button', { type: 'button', class: 'link', onclick: () => go({ filters: [] }) }, 'Remove all'),
    ])
  }
  return { root, update }
}

function words(model, { column: name, word, value }) {
  const column = model.columns.find(known => known.name === name) ?? { name, label: name, kind: 'TEXT' }
  const said = column.isNumber && Number.isNaN(Number(value)) ? value : cell(value, column)
  switch (word) {
    case 'in': return column.label + ' is ' + chosenValues({ filters: [{ column: name, word, value }] }, name).join(' or ')
    case 'contains': return column.label + ' contains “' + value + '”'
    case 'from': return column.label + ' from ' + cell(value, { kind: 'DATE' })
    case 'to': return column.label + ' to ' + cell(value, { kind: 'DATE' })
    case 'gte': return column.label + ' at least ' + said
    case 'lte': return column.label + ' at most ' + said
    case 'null': return column.label + (value === 'true' ? ' has no value' : ' has a value')
    default: return column.label + ' is ' + said
  }
}

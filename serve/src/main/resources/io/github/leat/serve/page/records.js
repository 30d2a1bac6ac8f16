import { address, ask, request, token } from './api.js'
import { h, replace } from './dom.js'
import { NOTHING, cell, count } from './format.js'
import { panel } from './panel.js'
import { showRecord } from './record.js'

const PAGE = 50

/** The records, a page at a time. Cursors of the pages before are kept in the history entry. */
export function recordsTable(model, go) {
  const control = h('span', { class: 'controls' })
  const part = panel('records', 'Records', [control])

  function update({ state, parameters }) {
    const columns = state.columns === 'all' ? model.columns : model.main
    const { column: sorted, isDown } = sortOf(model, state)
    const sort = sorted ? [['sort', (isDown ? '-' : '') + sorted.name]] : []
    replace(control,
      model.columns.length > model.main.length && h('button', {
        type: 'button', 'aria-pressed': String(state.columns === 'all'),
        onclick: () => go({ columns: state.columns === 'all' ? undefined : 'all' }),
      }, 'All ' + model.columns.length + ' columns'),
      download(model, [...parameters, ...sort, ...(state.columns === 'all' ? [] : [['columns', columns.map(c => c.name).join(',')]])]))
    part.load(
      async signal => {
        const question = [['limit', PAGE], ['numbers', 'text'], ...sort, ...parameters]
        try {
          return await ask(['tables', model.name, 'rows'], state.cursor ? [...question, ['cursor', state.cursor]] : question, signal)
        } catch (error) {
          if (!state.cursor || ![400, 409].includes(error.status)) throw error
          // the table was loaded since, or the address is an old one
          const first = await ask(['tables', model.name, 'rows'], question, signal)
          return { ...first, begunAnew: true }
        }
      },
      answer => draw(answer, { state, columns, sorted, isDown }))
  }

  function draw(answer, { state, columns, sorted, isDown }) {
    if (answer.rows.length === 0) {
      replace(part.body, h('p', { class: 'empty' }, state.filters.length > 0 ? 'No record matches the filters.' : 'This table has no records.'),
        state.filters.length > 0 && h('button', { type: 'button', onclick: () => go({ filters: [] }) }, 'Remove all filters'))
      return
    }
    const before = history.state?.cursors ?? []
    const first = (state.cursor && !answer.begunAnew ? before.length : 0) * PAGE
    const isKnown = !state.cursor || answer.begunAnew || before.length > 0
    const range = isKnown ? count(first + 1) + '–' + count(first + answer.rows.length) : count(answer.rows.length) + ' records'
    replace(part.body,
      answer.begunAnew && h('p', { class: 'note', role: 'status' }, 'The table was loaded anew since this page was made: this is the first page.'),
      h('div', { class: 'scroll wide', tabindex: '0', role: 'region', 'aria-label': 'Table of records' },
        h('table', { class: 'records' },
          h('caption', { class: 'unseen' }, 'Records ' + range + '. A button in a column’s head sorts by it; a button in a row shows the whole record.'),
          h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'Details')), columns.map(column => head(column, sorted, isDown)))),
          h('tbody', {}, answer.rows.map((row, i) => h('tr', {},
            h('td', {}, h('button', { type: 'button', class: 'open', 'aria-label': 'Show record ' + count(first + i + 1), onclick: () => showRecord(model, row) }, '⋯')),
            columns.map(column => value(row[column.name], column))))))),
      pages(answer, state, range, before))
  }

  function head(column, sorted, isDown) {
    const isSorted = sorted === column
    return h('th', {
      scope: 'col', class: column.isNumber && !column.isCode && 'number',
      'aria-sort': isSorted ? (isDown ? 'descending' : 'ascending') : null,
    }, h('button', {
      type: 'button', class: 'sort', title: column.name + (column.hxl ? ' ' + column.hxl : ''),
      onclick: () => go({ sort: isSorted && !isDown ? '-' + column.name : column.name }),
    }, column.label, h('span', { class: 'arrow', 'aria-hidden': 'true' }, isSorted ? (isDown ? ' ▼' : ' ▲') : '')))
  }

  function pages(answer, state, range, before) {
    const move = (cursor, cursors) => go({ cursor }, false, { cursors })
    return h('nav', { class: 'pages', 'aria-label': 'Pages of records' },
      h('button', {
        type: 'button', disabled: !state.cursor || answer.begunAnew,
        onclick: () => move(before.length > 1 ? before.at(-2) : undefined, before.slice(0, -1)),
      }, before.length > 0 || !state.cursor ? '← Previous' : '← First page'),
      h('span', {}, range),
      h('button', { type: 'button', disabled: answer.next === null, onclick: () => move(answer.next, [...(answer.begunAnew ? [] : before), answer.next]) }, 'Next →'))
  }

  return { root: part.root, update, stop: part.stop }
}

function value(text, column) {
  const shown = cell(text, column)
  const isLong = shown.length > 60
  return h('td', { class: [column.isNumber && !column.isCode && 'number', isLong && 'long', shown === NOTHING && 'muted'].filter(Boolean).join(' ') || null, title: isLong ? shown : null }, shown)
}

/** By the newest day unless the state says otherwise. */
export function sortOf(model, { sort }) {
  if (!sort) return { column: model.dates.find(c => c.hasDay) ?? null, isDown: true }
  const exact = model.columns.find(c => c.name === sort)
  if (exact) return { column: exact, isDown: false }
  return { column: model.columns.find(c => '-' + c.name === sort) ?? null, isDown: true }
}

/** A link to the file; where a token is needed, a link cannot carry it, so the file is fetched. */
function download(model, parameters) {
  const url = address(['tables', model.name, 'rows'], [['format', 'csv'], ...parameters])
  const file = model.name.replace(/[^\p{L}\p{N}_-]+/gu, '_') + '.csv'
  const status = h('span', { role: 'status', class: 'muted' })
  const link = h('a', { class: 'button', href: url, download: file, id: 'csv', onclick: event => fetched(event) }, 'Download CSV')
  async function fetched(event) {
    if (link.dataset.ready) return
    event.preventDefault()
    status.textContent = 'Preparing …'
    try {
      if (token()) {
        const blob = await (await request(url)).blob()
        const made = URL.createObjectURL(blob)
        h('a', { href: made, download: file }).click()
        setTimeout(() => URL.revokeObjectURL(made), 60_000)
      } else {
        // a refusal is shown here, rather than in the browser's list of downloads
        const trial = new AbortController()
        await request(url, trial.signal)
        trial.abort()
        link.dataset.ready = 'yes'
        link.click()
        delete link.dataset.ready
      }
      status.textContent = ''
    } catch (error) {
      status.textContent = error.message
    }
  }
  return [link, status]
}

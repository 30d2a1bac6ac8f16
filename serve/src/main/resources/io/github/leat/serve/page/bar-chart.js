import { ask } from './api.js'
import { h, replace, select } from './dom.js'
import { cell, share } from './format.js'
import { number } from './measures.js'
import { panel } from './panel.js'
import { chosenValues, parameters as asParameters, withoutColumn, writeList } from './state.js'

const FEW = 10
const MANY = 50

/** Figures by the values of a column: the largest, and all others together. A bar is a button that filters. */
export function barChart(model, go) {
  const control = h('span')
  const part = panel('bars', 'By category', [control])
  let most = FEW
  let last = null

  function update(view) {
    last = view
    const { state, measure, categories } = view
    const column = categories.find(c => c.name === state.by) ?? model.groupable.find(c => c.name === state.by) ?? categories[0]
    if (!column) {
      replace(part.body, h('p', { class: 'empty' }, 'This table has no column with categories.'))
      return
    }
    const others = model.groupable.filter(c => !categories.includes(c))
    replace(control, select({ 'aria-label': 'Category', onchange: event => { most = FEW; go({ by: event.target.value }) } },
      [...categories.map(c => [c.name, c.label]), { label: 'Other columns', options: others.map(c => [c.name, c.label]) }], column.name))
    // its own filter is left out, so that others can be chosen, too
    const isOwn = state.filters.some(filter => filter.column === column.name)
    const parameters = isOwn ? asParameters(withoutColumn(state, column.name), model.columns) : view.parameters
    const aggregate = (asked, signal) => ask(['tables', model.name, 'aggregate'], [['measures', measure.name], ['numbers', 'text'], ...asked, ...parameters], signal)
    part.load(
      async signal => {
        const [answer, whole] = await Promise.all([
          aggregate([['group', column.name], ['sort', '-' + measure.name], ['top', most]], signal),
          isOwn && measure.adds ? aggregate([], signal) : null,
        ])
        return { answer, total: whole ? number(whole.rows[0], measure.name) : view.total }
      },
      ({ answer, total }) => draw(answer, column, { ...view, total }))
  }

  function draw(answer, column, { state, measure, total, filter }) {
    const rows = answer.rows.map(row => ({ value: row[column.name], amount: number(row, measure.name) ?? 0 }))
    const largest = Math.max(...rows.map(row => Math.abs(row.amount)), 0)
    const chosen = chosenValues(state, column.name)
    const whole = measure.adds && total > 0 ? total : null
    const rest = whole === null ? 0 : whole - rows.reduce((sum, row) => sum + row.amount, 0)
    const amounts = Math.max(...rows.map(row => measure.format(row.amount).length + (whole === null ? 0 : share(row.amount / whole).length + 1)), 0)
    if (rows.length === 0) {
      replace(part.body, h('p', { class: 'empty' }, 'No record matches.'))
      return
    }
    replace(part.body,
      h('ol', { class: 'bars', style: { '--amount': amounts + 'ch' }, 'aria-label': measure.label + ' by ' + column.label },
        rows.map(row => {
          const isChosen = row.value !== null && chosen.includes(String(row.value))
          const text = row.value === null ? '(no value)' : row.value === '' ? '(empty)' : cell(row.value, { ...column, isCode: true })
          return h('li', {}, h('button', {
            type: 'button',
            class: 'bar',
            'aria-pressed': String(isChosen),
            disabled: row.value === '',
            onclick: () => (row.value === null
              ? filter(column.name, 'null', 'true')
              : filter(column.name, 'in', isChosen ? writeWithout(chosen, row.value) : writeList([String(row.value)]))),
          }, line(text, row.amount, largest, measure, whole)))
        }),
        answer.truncated && whole !== null && rest > 0 && h('li', { class: 'rest' }, h('div', { class: 'bar' }, line('All others', rest, largest, measure, whole)))),
      (answer.truncated || most > FEW) && h('p', {}, h('button', {
        type: 'button', class: 'link', onclick: () => { most = most === FEW ? MANY : FEW; update(last) },
      }, most === FEW ? 'Show ' + MANY : 'Show ' + FEW)))
  }

  return { root: part.root, update, stop: part.stop }
}

function line(text, amount, largest, measure, whole) {
  const width = largest > 0 && amount !== 0 ? Math.min(100, Math.max(0.5, Math.abs(amount) / largest * 100)) : 0
  return [
    h('span', { class: 'bar-name', title: text }, text),
    h('span', { class: 'bar-track', 'aria-hidden': 'true' }, h('span', { class: 'bar-fill', style: { width: width + '%' } })),
    h('span', { class: 'bar-amount' }, measure.format(amount), whole !== null && h('span', { class: 'muted' }, ' ' + share(amount / whole))),
  ]
}

function writeWithout(chosen, value) {
  const left = chosen.filter(one => one !== String(value))
  return left.length > 0 ? writeList(left) : ''
}

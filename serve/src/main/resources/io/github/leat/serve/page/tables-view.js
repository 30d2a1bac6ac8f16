import { ask, isAbort } from './api.js'
import { announce, h, replace } from './dom.js'
import { ago, count, plural, when } from './format.js'
import { problemNote } from './problems.js'
import { write } from './state.js'

const AT_ONCE = 3
const TAGS = 12

/** The list of the tables. What each holds is asked for a few at a time. */
export function tablesView(tables) {
  const abort = new AbortController()
  const cards = tables.map(card)
  const heading = h('h1', { tabindex: '-1' }, 'Tables')
  const root = h('div', { class: 'tables-view' },
    h('div', { class: 'title' }, heading, h('p', { class: 'muted' }, plural(tables.length, 'table', 'tables') + ' loaded by Leat.')),
    tables.length === 0
      ? h('p', { class: 'empty' }, 'Nothing was loaded into this database yet. Load a file with leat load FILE, then look here again.')
      : h('ul', { class: 'cards' }, cards.map(c => c.root)))
  announce(plural(tables.length, 'table', 'tables'))
  const waiting = [...cards]
  for (let i = 0; i < AT_ONCE; i++) work()

  async function work() {
    for (let next = waiting.shift(); next && !abort.signal.aborted; next = waiting.shift()) await next.load(abort.signal)
  }

  return { root, heading, update() {}, stop: () => abort.abort() }
}

function card(table) {
  const facts = h('p', { class: 'facts' }, '…')
  const tags = h('ul', { class: 'tags', 'aria-label': 'HXL tags' })
  const root = h('li', { class: 'card' },
    h('h2', {}, h('a', { href: write({ table: table.name }), 'data-link': true }, table.name)),
    facts, tags,
    h('p', { class: 'muted' }, 'Updated ', h('time', { datetime: table.updatedAt, title: when(table.updatedAt) }, ago(table.updatedAt)),
      ', ', plural(table.loadCount, 'source', 'sources'), table.loading ? ', a load is not finished' : '',
      table.recordsRejected > 0 ? ', ' + plural(table.recordsRejected, 'record', 'records') + ' rejected' : '', '.'))

  async function load(signal) {
    try {
      const { rows, columns } = await ask(['tables', table.name], [], signal)
      replace(facts, h('strong', {}, count(rows)), rows === 1 ? ' record, ' : ' records, ', plural(columns.length, 'column', 'columns'))
      const known = [...new Set(columns.map(column => column.hxl).filter(Boolean))]
      replace(tags, known.slice(0, TAGS).map(tag => h('li', { class: 'hxl' }, tag)), known.length > TAGS && h('li', { class: 'muted' }, '+ ' + count(known.length - TAGS)))
      if (known.length === 0) tags.remove()
    } catch (error) {
      if (!isAbort(error)) replace(facts, problemNote(error, () => load(signal)))
    }
  }

  return { root, load }
}

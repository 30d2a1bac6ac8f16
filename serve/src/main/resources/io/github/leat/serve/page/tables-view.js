import { ask, isAbort } from './api.js'
import { announce, h, replace } from './dom.js'
import { ago, count, plural, when } from './format.js'
import { write } from './state.js'

const AT_ONCE = 3
const TAGS = 12

const NOTHING_YET = {
  readable: 'Nothing was loaded into this database yet, or the server may read none of it. Load a file with leat load FILE, then look here again.',
  missing: 'There is no ledger of loads in this database: nothing was loaded into it yet, or it is where the server sees nothing. Load a file with leat load FILE, then look here again.',
  denied: 'The server may not read the ledger of loads (_leat_ledger), so it cannot tell which tables were loaded. Let its user read it (GRANT SELECT), then look here again.',
}

/** The list of the tables. How many records each holds is asked for a few at a time; until then, and if that takes too long, it is an estimate. */
export function tablesView({ tables, ledger }) {
  const abort = new AbortController()
  const cards = tables.map(card)
  const heading = h('h1', { tabindex: '-1' }, 'Tables')
  const loaded = tables.filter(table => table.rollUpOf === null).length
  const said = [plural(loaded, 'table', 'tables') + ' loaded by Leat', tables.length > loaded && plural(tables.length - loaded, 'roll-up', 'roll-ups')].filter(Boolean).join(', ')
  const root = h('div', { class: 'tables-view' },
    h('div', { class: 'title' }, heading, h('p', { class: 'muted' }, said + '.')),
    tables.length === 0
      ? h('p', { class: 'empty' }, NOTHING_YET[ledger])
      : h('ul', { class: 'cards' }, cards.map(c => c.root)))
  announce(said)
  const waiting = [...cards]
  for (let i = 0; i < AT_ONCE; i++) work()

  async function work() {
    for (let next = waiting.shift(); next && !abort.signal.aborted; next = waiting.shift()) await next.load(abort.signal)
  }

  return { root, heading, update() {}, stop: () => abort.abort() }
}

function card(table) {
  const rows = h('span', {}, table.rowsAbout === null ? '… records' : records(table.rowsAbout, 'about '))
  const known = [...new Set(table.hxl)]
  const root = h('li', { class: 'card' },
    h('h2', {}, h('a', { href: write({ table: table.name }), 'data-link': true }, table.name)),
    h('p', { class: 'facts' }, rows, ', ' + plural(table.columns, 'column', 'columns')),
    known.length > 0 && h('ul', { class: 'tags', 'aria-label': 'HXL tags' }, known.slice(0, TAGS).map(tag => h('li', { class: 'hxl' }, tag)),
      known.length > TAGS && h('li', { class: 'muted' }, '+ ' + count(known.length - TAGS))),
    h('p', { class: 'muted' }, 'Updated ', h('time', { datetime: table.updatedAt, title: when(table.updatedAt) }, ago(table.updatedAt)),
      table.rollUpOf === null ? ', ' + plural(table.loadCount, 'source', 'sources') : ', a roll-up of ' + table.rollUpOf,
      table.loading ? ', a load is not finished' : '',
      table.recordsRejected > 0 ? ', ' + plural(table.recordsRejected, 'record', 'records') + ' rejected' : '', '.'))

  async function load(signal) {
    try {
      replace(rows, records((await ask(['tables', table.name], [], signal)).rows))
    } catch (error) {
      // an estimate is better than a word about a count that took too long
      if (!isAbort(error) && table.rowsAbout === null) replace(rows, 'an unknown number of records')
      if (error.status === 401) document.dispatchEvent(new Event('leat-denied'))
    }
  }

  return { root, load }
}

function records(number, before = '') {
  return [before, h('strong', {}, count(number)), number === 1 ? ' record' : ' records']
}

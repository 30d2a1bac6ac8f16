import { h } from './dom.js'
import { ago, count, plural, when } from './format.js'

/** The loads that made a table, the newest first. */
export function loadsList(table) {
  const { loads } = table
  return h('details', { class: 'panel loads' },
    h('summary', {}, h('h2', {}, 'Loads'), ' ', h('span', { class: 'muted' }, plural(table.loadCount, 'source', 'sources'))),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Loads' }, h('table', {},
      h('caption', { class: 'unseen' }, 'Loads of ' + table.name),
      h('thead', {}, h('tr', {}, ['Source', 'When', 'Mode', 'State'].map(head => h('th', { scope: 'col' }, head)),
        ['Read', 'Written', 'Rejected'].map(head => h('th', { scope: 'col', class: 'number' }, head)))),
      h('tbody', {}, loads.map(load => h('tr', {},
        h('th', { scope: 'row', class: 'path', title: load.version ?? '' }, load.source),
        h('td', { title: when(load.updatedAt) }, ago(load.updatedAt)),
        h('td', {}, load.mode.toLowerCase().replace('_', '-')),
        h('td', {}, load.completed ? 'complete' : 'not finished'),
        [load.recordsRead, load.recordsWritten, load.recordsRejected].map(number => h('td', { class: 'number' }, count(number)))))))))
}

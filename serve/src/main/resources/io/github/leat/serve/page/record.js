import { h } from './dom.js'
import { NOTHING, cell } from './format.js'

/** One record with all its columns, and where it came from. */
export function showRecord(model, row) {
  const opener = document.activeElement
  const dialog = h('dialog', { class: 'record', 'aria-labelledby': 'record-title' },
    h('div', { class: 'dialog-head' },
      h('h2', { id: 'record-title' }, 'Record of ' + model.name),
      h('button', { type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕')),
    h('h3', {}, 'Where it came from'),
    model.lineage.length > 0
      ? list(model.lineage, row)
      : h('p', { class: 'muted' }, 'This table was loaded without lineage. Load with --lineage to have the source, its version and the line of each record here.'),
    h('h3', {}, 'Values'),
    list(model.own, row))
  dialog.addEventListener('close', () => {
    dialog.remove()
    opener?.focus()
  })
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() })
  document.body.append(dialog)
  dialog.showModal()
}

function list(columns, row) {
  return h('dl', {}, columns.map(column => {
    const text = cell(row[column.name], column)
    return h('div', {},
      h('dt', {}, column.label, column.hxl && h('span', { class: 'hxl' }, column.hxl)),
      h('dd', { class: text === NOTHING && 'muted' }, text === NOTHING ? 'no value' : text))
  }))
}

import { isAbort } from './api.js'
import { h, replace } from './dom.js'
import { problemNote } from './problems.js'

const SLOW_MILLIS = 3000

/** A part of the page that loads by itself: a later load ends the one before, and a failure stays in its part. */
export function panel(id, title, controls = []) {
  const status = h('p', { class: 'status muted', role: 'status' })
  const body = h('div', { class: 'panel-body' })
  const heading = h('h2', { id: id + '-title' }, title)
  const root = h('section', { class: 'panel', id, 'aria-labelledby': id + '-title' },
    h('div', { class: 'panel-head' }, heading, h('div', { class: 'controls' }, controls)), status, body)
  let current = new AbortController()

  /** Asks with a signal, then draws the answer. */
  async function load(work, draw) {
    current.abort()
    current = new AbortController()
    const { signal } = current
    root.setAttribute('aria-busy', 'true')
    const slow = setTimeout(() => { status.textContent = 'Still working: a large table takes a moment.' }, SLOW_MILLIS)
    try {
      const answer = await work(signal)
      if (!signal.aborted) draw(answer)
    } catch (error) {
      if (isAbort(error) || signal.aborted) return
      if (error.status === 401) document.dispatchEvent(new Event('leat-denied'))
      if (!error.status && error.title === undefined) console.error(error)
      replace(body, problemNote(error, () => load(work, draw)))
    } finally {
      clearTimeout(slow)
      if (!signal.aborted) {
        status.textContent = ''
        root.removeAttribute('aria-busy')
      }
    }
  }

  return { root, body, heading, load, stop: () => current.abort() }
}

/**
 * The figures of a chart as a table, made when it is opened.
 *
 * @param rows what makes the rows; a cell is a text, or {text, act} for a button
 */
export function asTable(caption, heads, rows) {
  const details = h('details', { class: 'as-table' }, h('summary', {}, 'Show as table'))
  details.addEventListener('toggle', () => {
    if (!details.open || details.querySelector('table')) return
    details.append(h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      h('table', {},
        h('caption', { class: 'unseen' }, caption),
        h('thead', {}, h('tr', {}, heads.map((head, i) => h('th', { scope: 'col', class: i > 0 && 'number' }, head)))),
        h('tbody', {}, rows().map(cells => h('tr', {}, cells.map((cell, i) => i === 0
          ? h('th', { scope: 'row' }, content(cell))
          : h('td', { class: 'number' }, content(cell)))))))))
  })
  return details
}

const content = cell => (cell?.act ? h('button', { type: 'button', class: 'link', onclick: cell.act }, cell.text) : cell)

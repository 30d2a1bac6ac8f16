import { ask, isAbort, token } from './api.js'
import { h, replace } from './dom.js'
import { problemNote, tokenForm } from './problems.js'
import { read, write } from './state.js'
import { tablesView } from './tables-view.js'
import { tableView } from './table-view.js'

/** Shows what the address says, and keeps the address at what is shown. */

const main = document.getElementById('main')
const crumbs = document.getElementById('crumbs')
let view = null
let shown = null
let abort = new AbortController()

async function show(isFirst = false) {
  const state = read(location.search)
  const wanted = state.table ?? ''
  if (view && shown === wanted) return view.update(state)
  abort.abort()
  abort = new AbortController()
  const { signal } = abort
  view?.stop()
  view = null
  shown = wanted
  replace(main, h('p', { class: 'empty', role: 'status' }, 'Loading …'))
  try {
    const made = state.table
      ? tableView(await ask(['tables', state.table], [], signal), navigate)
      : tablesView(await ask(['tables'], [], signal))
    if (signal.aborted) return made.stop()
    view = made
    replace(crumbs, state.table && [h('a', { href: '/', 'data-link': true }, 'All tables'), h('span', { 'aria-hidden': 'true' }, ' / '), h('span', { 'aria-current': 'page' }, state.table)])
    replace(main, view.root)
    document.title = (state.table ?? 'Tables') + ' – Leat'
    view.update(state)
    if (!isFirst) {
      scrollTo(0, 0)
      view.heading.focus({ preventScroll: true })
    }
  } catch (error) {
    if (isAbort(error) || signal.aborted) return
    shown = null
    if (error.status === 401) return denied()
    document.title = 'Leat'
    replace(crumbs, h('a', { href: '/', 'data-link': true }, 'All tables'))
    replace(main, h('h1', { class: 'unseen' }, 'Leat'), problemNote(error, () => show()))
  }
}

function navigate(state, isTyped = false, kept = null) {
  const url = write(state)
  // letters of one word are one step back
  if (isTyped && history.state?.typed) history.replaceState({ ...kept, typed: true }, '', url)
  else history.pushState({ ...kept, typed: isTyped }, '', url)
  show()
}

function denied() {
  if (main.querySelector('form.token')) return
  view?.stop()
  view = null
  shown = null
  replace(crumbs)
  replace(main, tokenForm(Boolean(token()), () => show()))
  main.querySelector('input').focus()
}

document.addEventListener('leat-denied', denied)
addEventListener('popstate', () => show())
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[data-link]')
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  history.pushState(null, '', link.getAttribute('href'))
  show()
})
show(true)

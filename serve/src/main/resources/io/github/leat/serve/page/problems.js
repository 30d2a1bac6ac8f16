import { keepToken } from './api.js'
import { h } from './dom.js'

/** What went wrong, with what can be done about it. */
export function problemNote(error, again, filtersOff) {
  const title = (error.title ?? 'Something failed on this page') + (error.parameter ? ': ' + error.parameter : '')
  const mayPass = ![400, 404].includes(error.status)
  const detail = error.title ? error.message : String(error.message ?? error)
  return h('div', { class: 'note problem', role: 'alert' },
    h('strong', {}, title), h('p', {}, detail),
    h('p', { class: 'row' },
      again && mayPass && h('button', { type: 'button', onclick: again }, 'Try again'),
      filtersOff && error.status >= 400 && error.status < 500 && h('button', { type: 'button', onclick: filtersOff }, 'Remove all filters')))
}

/** Asks for the token that the server wants. */
export function tokenForm(wasWrong, done) {
  const input = h('input', { type: 'password', autocomplete: 'off', required: true, name: 'token', 'aria-describedby': 'token-hint' })
  return h('form', {
    class: 'note token',
    onsubmit: event => {
      event.preventDefault()
      keepToken(input.value.trim())
      done()
    },
  },
  h('h1', {}, 'This server wants a token'),
  wasWrong && h('p', { role: 'alert' }, 'The token was not taken. See whether it is whole.'),
  h('label', { class: 'field' }, h('span', {}, 'Token'), input),
  h('p', { id: 'token-hint', class: 'muted' }, 'Whoever started the server has it. It is kept in this tab until the tab is closed.'),
  h('button', { class: 'primary' }, 'Go on'))
}

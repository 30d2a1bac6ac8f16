/** Asks the API: aborted requests end silently, busy answers are asked again, failures have words. */

const KEPT_AS = 'leat-token'
const BUSY_TRIES = 3

/** What went wrong, in words for a person. */
export class ApiError extends Error {
  constructor(status, title, detail, parameter = null) {
    super(detail)
    this.status = status
    this.title = title
    this.parameter = parameter
  }
}

export const isAbort = error => error?.name === 'AbortError'

/** The token that this browser tab was given, or null. It is forgotten with the tab. */
export const token = () => sessionStorage.getItem(KEPT_AS)

export function keepToken(text) {
  sessionStorage.setItem(KEPT_AS, text)
}

/** The address of an endpoint; parameters are [name, value] pairs. */
export function address(path, parameters = []) {
  const query = new URLSearchParams(parameters).toString()
  return '/api/' + path.map(encodeURIComponent).join('/') + (query ? '?' + query : '')
}

/** The JSON of an endpoint. */
export async function ask(path, parameters, signal) {
  const response = await request(address(path, parameters), signal)
  try {
    return await response.json()
  } catch (error) {
    if (isAbort(error)) throw error
    throw new ApiError(0, 'The answer broke off', 'The server stopped in the middle of its answer. Try again.')
  }
}

/** The answer to a request, once it is a good one. */
export async function request(url, signal) {
  for (let tries = 1; ; tries++) {
    const response = await send(url, signal)
    if (response.ok) return response
    if (response.status === 503 && tries < BUSY_TRIES) {
      await pause(1000 * Math.min(5, Number(response.headers.get('Retry-After')) || 1) * tries, signal)
      continue
    }
    throw await problem(response)
  }
}

async function send(url, signal) {
  const headers = { Accept: 'application/json' }
  if (token()) headers.Authorization = 'Bearer ' + token()
  try {
    return await fetch(url, { signal, headers })
  } catch (error) {
    if (isAbort(error)) throw error
    throw new ApiError(0, 'No answer', 'The server does not answer. See whether it still runs, then try again.')
  }
}

async function problem(response) {
  try {
    const { title, detail, parameter } = await response.json()
    return new ApiError(response.status, String(title), String(detail), parameter)
  } catch (error) {
    if (isAbort(error)) return error
    return new ApiError(response.status, 'Error ' + response.status, 'The server gave no reason. Try again.')
  }
}

function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const end = setTimeout(resolve, millis)
    signal?.addEventListener('abort', () => {
      clearTimeout(end)
      reject(signal.reason)
    }, { once: true })
  })
}

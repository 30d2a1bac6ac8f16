import { chromium } from 'playwright-core'

// of a machine that does other things, too
const PATIENCE_MILLIS = 30_000
// what this test itself provokes by looking at canvases
const OURS = /willReadFrequently/

/** A browser that can reach nothing but this machine, and pages whose every request and complaint is watched. */
export async function launch(executablePath) {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  })
}

const contexts = new Map()

/** One for each set of options, so that what does not change is fetched once; the token of a page is forgotten with the page. */
async function contextOf(browser, options) {
  const key = JSON.stringify(options)
  if (!contexts.has(key)) {
    contexts.set(key, await browser.newContext({ locale: 'en-GB', timezoneId: 'Africa/Nairobi', viewport: { width: 1300, height: 900 }, ...options }))
  }
  return contexts.get(key)
}

/**
 * Runs a check on a page of its own; afterwards nothing may have gone wrong beside it.
 *
 * @param options of Playwright's context; expected: a pattern of console errors that the check provokes
 */
export async function onPage(browser, base, { expected = null, ...options }, check) {
  const context = await contextOf(browser, options)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MILLIS)
  const wrong = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()) && !OURS.test(message.text()) && !(expected && expected.test(message.text()))) wrong.push('console: ' + message.text())
  })
  page.on('pageerror', error => wrong.push('error: ' + error.stack))
  page.on('dialog', dialog => {
    wrong.push('dialog: ' + dialog.message())
    dialog.dismiss()
  })
  page.on('request', request => {
    const url = new URL(request.url())
    if (url.protocol !== 'blob:' && url.origin !== new URL(base).origin) wrong.push('request to ' + request.url())
  })
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', event => console.error('CSP violation: ' + event.violatedDirective + ' ' + event.blockedURI))
  })
  try {
    await check(page, {
      open: async path => {
        await page.goto(new URL(path, base).href)
        await settled(page)
      },
      api: async path => (await fetch(new URL('/api/' + path, base))).json(),
    })
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
  } finally {
    await page.close()
  }
}

/** Until the view is there and none of its parts loads. */
export async function settled(page) {
  await page.waitForSelector('main h1, main .note')
  await page.waitForFunction(() => !document.querySelector('[aria-busy]') && !document.querySelector('main > .empty')
    && [...document.querySelectorAll('.charts:not([hidden]) .panel, #records:not([hidden])')].every(part => part.querySelector('.panel-body').childElementCount > 0)
    && [...document.querySelectorAll('.facts')].every(facts => facts.textContent !== '…'), null, { polling: 40 })
}

/** The number in the line that says how many records match. */
export async function matching(page) {
  return Number((await page.locator('#matching strong').first().textContent()).replace(/\D/g, ''))
}

/** How many points of a canvas differ from its corner's colour. */
export function painted(page, selector) {
  return page.locator(selector).evaluate(canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let points = 0
    for (let i = 0; i < data.length; i += 4) if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 2] !== data[2]) points++
    return points
  })
}

export function equal(actual, expected, what) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}: ${a}, expected ${b}`)
}

export function holds(is, what) {
  if (!is) throw new Error('not so: ' + what)
}

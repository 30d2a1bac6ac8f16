import { equal, holds, matching, painted, settled } from './browser.mjs'

const PROVOKED = /Failed to load resource/

/** What must hold of the page at large. Each is [options, check]. */
export const pageChecks = {
  'tables are listed with their records, tags and age, and open': [{}, async (page, { open, api }) => {
    await open('/')
    const { tables } = await api('tables')
    equal(await page.locator('.card').count(), tables.length, 'cards')
    const card = page.locator('.card', { has: page.getByRole('link', { name: 'conflict_events' }) })
    holds((await card.textContent()).includes('500 records'), 'records')
    holds((await card.locator('.hxl').allTextContents()).includes('#event+type'), 'tags')
    holds(/Updated (now|\d+ \w+ ago)/.test(await card.textContent()), 'age')
    await card.getByRole('link').click()
    await settled(page)
    equal(await page.title(), 'conflict_events – Leat', 'title')
    equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'focus')
    await page.goBack()
    await page.waitForSelector('.card')
  }],

  'values that look like code are shown as text, and filter': [{}, async (page, { open }) => {
    await open('/?table=hostile&columns=all')
    equal(await page.locator('main img, main script, main svg, main b').count(), 0, 'elements made of data')
    const body = await page.locator('main').textContent()
    for (const text of ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', "'; DROP TABLE x; --", '__proto__']) holds(body.includes(text), text)
    for (const text of ['<b>bold</b>', 'a,b\\c', "'; DROP TABLE x; --", '%00%ff&x=1#y']) {
      await open('/?table=hostile')
      await page.locator('#bars button.bar', { hasText: text }).click()
      await page.waitForURL(url => url.searchParams.has('kind.in'))
      await settled(page)
      equal(await matching(page), 8, 'records of ' + text)
    }
    await page.getByRole('button', { name: 'Show record 1', exact: true }).click()
    equal(await page.locator('dialog img, dialog script').count(), 0, 'elements made of data')
  }],

  'more places than are answered at once become a grid, finer when it is looked at closely': [{}, async (page, { open, api }) => {
    await open('/?table=many_places')
    const said = await page.locator('#map .readout').textContent()
    holds(/cells of [\d.]+ degrees?/.test(said), said)
    holds(await painted(page, '#map canvas') > 1000, 'cells are drawn')
    await page.locator('#map canvas').focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('+')
    await page.waitForFunction(before => {
      const now = document.querySelector('#map .readout').textContent
      return now !== before && !document.querySelector('#map[aria-busy]')
    }, said)
    const { rows: [row] } = await api('tables/many_places/aggregate')
    equal(await matching(page), row.count, 'looking closely filters nothing')
  }],

  'a table without days, numbers and places has records alone': [{}, async (page, { open }) => {
    await open('/?table=words')
    equal(await page.locator('#time, #map').count(), 0, 'charts')
    equal(await page.locator('#records tbody tr').count(), 3, 'records')
  }],

  'a filter that matches nothing says so, and goes': [{}, async (page, { open }) => {
    await open('/?table=conflict_events&country.in=Nowhere')
    holds((await page.locator('#records').textContent()).includes('No record matches the filters'), 'it is said')
    await page.locator('#records').getByRole('button', { name: 'Remove all filters' }).click()
    await settled(page)
    equal(await matching(page), 500, 'records')
  }],

  'what the API refuses is said in its words, with a way out': [{ expected: PROVOKED }, async (page, { open }) => {
    await open('/?table=conflict_events&fatalities.gte=many')
    const alert = page.getByRole('alert')
    holds((await alert.textContent()).includes('"many" is not a LONG. Write a whole number such as 10.'), await alert.textContent())
    await alert.getByRole('button', { name: 'Remove all filters' }).click()
    await settled(page)
    equal(await page.getByRole('alert').count(), 0, 'alerts')
    equal(await matching(page), 500, 'records')
    await open('/?table=no_such_table')
    holds((await page.getByRole('alert').textContent()).includes('No such table'), 'an unknown table')
  }],

  'a server that is gone is said, and asked again': [{ expected: PROVOKED }, async (page, { open }) => {
    await open('/?table=conflict_events')
    await page.route('**/aggregate?*', route => route.abort('connectionrefused'))
    await page.locator('#bars button.bar').first().click()
    const alert = page.getByRole('alert').first()
    await alert.waitFor()
    holds((await alert.textContent()).includes('The server does not answer'), await alert.textContent())
    await page.unroute('**/aggregate?*')
    await alert.getByRole('button', { name: 'Try again' }).click()
    await settled(page)
    holds(await matching(page) < 500, 'the filter holds')
  }],

  'a busy server is asked again without a word': [{ expected: PROVOKED }, async (page, { open }) => {
    let refused = 0
    await page.route('**/rows?*', route => (refused++ === 0
      ? route.fulfill({ status: 503, headers: { 'Retry-After': '1' }, contentType: 'application/problem+json', body: '{"title":"Busy","status":503,"detail":"Ask again."}' })
      : route.continue()))
    await open('/?table=conflict_events')
    equal(await page.getByRole('alert').count(), 0, 'alerts')
    holds(refused > 1 && await page.locator('#records tbody tr').count() === 50, 'records are there')
  }],

  'an answer that comes late does not replace a newer one': [{}, async (page, { open }) => {
    await open('/?table=conflict_events')
    const held = []
    await page.route('**/rows?*fatalities.gte=1*', route => { held.push(route) })
    await page.evaluate(() => history.pushState(null, '', '/?table=conflict_events&fatalities.gte=1'))
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')))
    for (let i = 0; i < 200 && held.length === 0; i++) await page.evaluate(() => new Promise(requestAnimationFrame))
    equal(held.length, 1, 'requests that wait')
    await page.goBack()
    await settled(page)
    const rows = await page.locator('#records tbody').textContent()
    await held[0].continue().catch(() => {})
    await page.evaluate(() => fetch('/api/tables').then(answer => answer.json()))
    equal(await page.locator('#records tbody').textContent(), rows, 'records')
    equal(await page.getByRole('alert').count(), 0, 'alerts')
  }],

  'all of it works by keys alone': [{}, async (page, { open }) => {
    await open('/')
    await page.keyboard.press('Tab')
    equal(await page.evaluate(() => document.activeElement.className), 'skip', 'the first stop')
    await page.keyboard.press('Enter')
    equal(await page.evaluate(() => document.activeElement.id), 'main', 'the content')
    const tabTo = async (what, most = 60) => {
      for (let i = 0; i < most; i++) {
        await page.keyboard.press('Tab')
        const found = await page.evaluate(wanted => {
          const { activeElement: now } = document
          const text = now.getAttribute('aria-label') ?? now.textContent
          if (!text.includes(wanted)) return null
          const { outlineStyle, outlineWidth } = getComputedStyle(now)
          return { seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 }
        }, what)
        if (found) return holds(found.seen, 'focus is seen at ' + what)
      }
      throw new Error(what + ' is not reached by Tab')
    }
    await tabTo('conflict_events')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#records tbody tr')
    await settled(page)
    await tabTo('Event type')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#filters .values input')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.waitForURL(url => url.searchParams.has('event_type.in'))
    await settled(page)
    holds(await matching(page) < 500, 'the filter holds')
    holds(await page.locator('#filters .values input').first().evaluate(one => one.checked), 'the box is checked')
    await page.waitForFunction(() => /of 500 records match/.test(document.getElementById('live').textContent))
    await tabTo('Remove the filter')
    await page.keyboard.press('Enter')
    await page.waitForURL(url => !url.searchParams.has('event_type.in'))
  }],
}

/** With a token: the page asks for it, takes no wrong one, and brings it with every request. */
export async function tokenCheck(page, { open }, token) {
  await open('/?table=conflict_events')
  await page.getByLabel('Token').fill('not the token, by far')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.waitForSelector('#records tbody tr')
  await settled(page)
  equal(await matching(page), 500, 'records')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()])
  equal(download.suggestedFilename(), 'conflict_events.csv', 'name of the file')
  holds(!page.url().includes(token), 'the token is not in the address')
}

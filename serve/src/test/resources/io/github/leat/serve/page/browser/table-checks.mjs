import { readFile } from 'node:fs/promises'
import { equal, holds, matching, painted, settled } from './browser.mjs'

/** What must hold of the view of a table of events; the same for made and for real ones. */
export const tableChecks = {
  async 'a frequent value filters, the address keeps it, and back takes it away'(page, { open, api }, t) {
    await open('/?table=' + t.name)
    const all = await matching(page)
    equal(all, (await api('tables/' + t.name)).rows, 'records')
    await page.locator('#filters summary', { hasText: t.categoryLabel }).first().click()
    const value = page.locator('#filters .values li').first()
    await value.waitFor()
    const text = await value.locator('.value-name').textContent()
    await value.locator('input').check()
    await page.waitForURL(url => url.searchParams.get(t.category + '.in') !== null)
    await settled(page)
    const { rows: [row] } = await api(`tables/${t.name}/aggregate?${new URLSearchParams({ [t.category]: text })}`)
    equal(await matching(page), row.count, 'records of ' + text)
    holds(row.count < all, 'the filter leaves some out')
    equal(await page.locator('.chip').count(), 1, 'chips')
    await page.reload()
    await settled(page)
    equal(await matching(page), row.count, 'records after a reload')
    await page.goBack()
    await page.waitForFunction(n => document.querySelector('#matching strong')?.textContent.replace(/\D/g, '') === String(n), all)
    equal(await page.locator('.chip').count(), 0, 'chips after back')
  },

  async 'a part of a text and a range of numbers filter together'(page, { open, api }, t) {
    await open('/?table=' + t.name)
    await page.locator('#filters summary', { hasText: t.placeLabel }).first().click()
    await page.getByLabel(t.placeLabel + ' contains').fill('a')
    await page.waitForURL(url => url.searchParams.get(t.place + '.contains') === 'a')
    await page.locator('#filters summary', { hasText: t.numberLabel }).first().click()
    await page.getByLabel(t.numberLabel + ': at least').fill('1')
    await page.waitForURL(url => url.searchParams.get(t.number + '.gte') === '1')
    await settled(page)
    const { rows: [row] } = await api(`tables/${t.name}/aggregate?${t.place}.contains=a&${t.number}.gte=1`)
    equal(await matching(page), row.count, 'records')
    holds(row.count > 0, 'some records match')
  },

  async 'the chart over time is drawn, has its figures as a table, and a drag narrows it'(page, { open, api }, t) {
    await open('/?table=' + t.name)
    holds(await painted(page, '#time canvas') > 500, 'bars are drawn')
    await page.locator('#time .as-table summary').click()
    // its rows are made by an event that follows the press
    await page.locator('#time .as-table td').first().waitFor()
    const figures = await page.locator('#time .as-table td').allTextContents()
    const { rows: [row] } = await api(`tables/${t.name}/aggregate?${t.date}.null=false`)
    equal(figures.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0), row.count, 'sum of the figures')
    const box = await page.locator('#time .u-over').boundingBox()
    await page.mouse.move(box.x + box.width * 0.5, box.y + 60)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.9, box.y + 60, { steps: 4 })
    await page.mouse.up()
    await page.waitForURL(url => url.searchParams.has(t.date + '.from') && url.searchParams.has(t.date + '.to'))
    await settled(page)
    const url = new URL(page.url())
    const [from, to] = ['.from', '.to'].map(word => url.searchParams.get(t.date + word))
    const dayAfter = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10)
    const { rows: [within] } = await api(`tables/${t.name}/aggregate?${t.date}.gte=${from}&${t.date}.lt=${dayAfter}`)
    equal(await matching(page), within.count, 'records from ' + from + ' to ' + to)
    holds(within.count < row.count, 'the drag leaves some out')
  },

  async 'bars and all others are the whole, and a bar is pressed by key'(page, { open }, t) {
    await open(`/?table=${t.name}&by=${t.place}`)
    const amounts = await page.locator('#bars .bar-amount').evaluateAll(list => list.map(one => Number(one.firstChild.textContent.replace(/\D/g, ''))))
    equal(amounts.reduce((a, b) => a + b, 0), await matching(page), 'sum of the bars')
    const bar = page.locator('#bars button.bar').nth(1)
    await bar.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.searchParams.has(t.place + '.in'))
    await settled(page)
    equal(await matching(page), amounts[1], 'records of the bar')
    equal(await page.locator('#bars [aria-pressed=true]').count(), 1, 'pressed bars')
    holds(await page.locator('#bars button.bar').count() > 1, 'other bars are still there to choose')
  },

  async 'a sum takes the place of the count in every chart'(page, { open, api }, t) {
    await open('/?table=' + t.name)
    await page.locator('.summary select').selectOption(t.number + '.sum')
    await page.waitForURL(url => url.searchParams.get('measure') === t.number + '.sum')
    await settled(page)
    const { rows: [row] } = await api(`tables/${t.name}/aggregate?measures=${t.number}.sum`)
    const said = Number((await page.locator('#matching strong').nth(1).textContent()).replace(/[^\d.]/g, ''))
    equal(Math.round(said), Math.round(row[t.number + '.sum']), 'the sum')
    holds((await page.locator('#time .plot').getAttribute('aria-label')).includes('Sum of'), 'the chart says what it shows')
    holds((await page.locator('#map canvas').getAttribute('aria-label')).includes('sum of'), 'the map says what it shows')
  },

  async 'the map shows places and areas, moves by keys, and a place filters'(page, { open }, t) {
    await open('/?table=' + t.name)
    const first = await painted(page, '#map canvas')
    holds(first > 500, 'places are drawn')
    const label = await page.locator('#map canvas').getAttribute('aria-label')
    holds(/at [\d,]+ places/.test(label), label)
    await page.locator('#map canvas').focus()
    for (const key of ['+', '+', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key)
    const zoomed = await painted(page, '#map canvas')
    holds(zoomed !== first, 'keys change the view')
    await page.keyboard.press('0')
    await page.locator('#map select').selectOption(t.area)
    await page.waitForURL(url => url.searchParams.get('map') === t.area)
    await settled(page)
    holds(/ areas/.test(await page.locator('#map .readout').textContent()), 'areas are counted')
    await page.locator('#map .as-table summary').click()
    const row = page.locator('#map .as-table tbody tr').first()
    const records = Number((await row.locator('td').first().textContent()).replace(/\D/g, ''))
    await row.locator('button').click()
    await page.waitForURL(url => url.searchParams.has(t.area + '.in'))
    await settled(page)
    holds(await matching(page) >= records, 'the area filters')
  },

  async 'records sort, page to page and back, and say where they came from'(page, { open, api }, t) {
    await open('/?table=' + t.name)
    const head = page.locator('#records th', { hasText: t.numberLabel })
    for (const sort of [t.number, '-' + t.number]) {
      await head.getByRole('button').click()
      await page.waitForURL(url => url.searchParams.get('sort') === sort)
      await settled(page)
    }
    equal(await head.getAttribute('aria-sort'), 'descending', 'aria-sort')
    const column = await page.locator('#records thead th').evaluateAll((heads, label) => heads.findIndex(one => one.textContent.startsWith(label)), t.numberLabel)
    const shown = await page.locator('#records tbody tr:first-child > *').nth(column).textContent()
    const { rows } = await api(`tables/${t.name}/rows?sort=-${t.number}&limit=1`)
    equal(Number(shown.replace(/[^\d.]/g, '')), rows[0][t.number], 'the largest first')
    await page.getByRole('button', { name: 'Next →' }).click()
    await page.waitForFunction(() => document.querySelector('.pages span')?.textContent === '51–100')
    await page.getByRole('button', { name: '← Previous' }).click()
    await page.waitForFunction(() => document.querySelector('.pages span')?.textContent === '1–50')
    const opener = page.getByRole('button', { name: 'Show record 3', exact: true })
    await opener.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    const lineage = await dialog.locator('dl').first().textContent()
    holds(lineage.includes('.csv') && /Line\d/.test(lineage) && lineage.includes('Version'), 'source, version and line: ' + lineage)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    holds(await opener.evaluate(one => one === document.activeElement), 'focus is where it was')
  },

  async 'the CSV has what is shown'(page, { open, api }, t) {
    const { rows: [row] } = await api(`tables/${t.name}/aggregate?${t.number}.gte=1`)
    await open(`/?table=${t.name}&${t.number}.gte=1`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()])
    equal(download.suggestedFilename(), t.name + '.csv', 'name of the file')
    const text = await readFile(await download.path(), 'utf8')
    const records = text.replace(/"(?:[^"]|"")*"/g, '').trim().split('\n')
    equal(records.length, row.count + 1, 'lines of the file')
    equal(records[0].split(',').length, await page.locator('#records thead th').count() - 1, 'columns of the file')
  },
}

import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { RULES, tooFaint } from './access-checks.mjs'
import { equal, holds, launch } from './browser.mjs'

// Prints a line for each check of a report page, which is a file: "ok NAME", or "not ok NAME" and why.
// Arguments: the browser, a directory for screenshots (or - for none), and the pages.
const [, , executable, shots, ...files] = process.argv

const DESKTOP = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

/** One visit of a page, from light to dark, to a telephone, to paper. */
const steps = {
  'nothing of the source is alive': dead,
  async 'names, roles, contrast in light'(page, file) {
    await picture(page, file, 'light-desktop')
    await narrow(page)
    for (const summary of await page.locator('details > summary').all()) await summary.click()
    equal(await page.locator('details:not([open])').count(), 0, 'what does not unfold')
    equal(await page.evaluate(tooFaint), [], 'texts of too little contrast')
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(values => globalThis.axe.run({ runOnly: { type: 'tag', values } }), RULES)
    equal(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' ')}`), [], 'what axe finds')
  },
  async 'contrast in dark'(page, file) {
    await page.emulateMedia({ colorScheme: 'dark' })
    equal(await page.evaluate(tooFaint), [], 'texts of too little contrast')
    await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = false }))
    await picture(page, file, 'dark-desktop')
    await page.emulateMedia({ colorScheme: 'light' })
  },
  async 'a telephone is wide enough'(page, file) {
    await page.setViewportSize(PHONE)
    await narrow(page)
    await picture(page, file, 'light-phone')
  },
  async 'on paper, what is folded is unfolded, on white'(page) {
    await page.setViewportSize(DESKTOP)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const body of await page.locator('details > :not(summary)').all()) holds((await body.boundingBox())?.height > 5, 'unfolded')
    holds(await page.evaluate(() => getComputedStyle(document.body).backgroundColor) === 'rgb(255, 255, 255)', 'on white')
  },
}

async function picture(page, file, name) {
  if (shots !== '-') await page.screenshot({ path: `${shots}/${nameOf(file)}-${name}.png`, fullPage: true })
}

function nameOf(file) {
  return file.replace(/^.*\/|\.html$/g, '')
}

/** Nothing is wider than the screen, and the texts of the plots are large enough and apart. */
async function narrow(page) {
  const { width } = page.viewportSize()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  holds(wide <= width, `the page is ${wide} wide of ${width}`)
  equal(await page.locator('svg.plot').evaluateAll(all => all.filter(one => one.getBoundingClientRect().width > 0).flatMap(one =>
    [...one.querySelectorAll('text')].filter(text => text.getBoundingClientRect().height < 11).map(text => text.textContent))), [], 'texts of plots that are too small')
  equal(await page.evaluate(overlaps), [], 'texts of plots that overlap')
}

function overlaps() {
  const found = []
  for (const plot of document.querySelectorAll('svg.plot')) {
    const boxes = [...plot.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width > 0)
    for (const [a, one] of boxes) {
      for (const [b, other] of boxes) {
        if (one !== other && one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 4 && other.top < one.bottom - 4) found.push(a + ' and ' + b)
      }
    }
  }
  return found
}

async function dead(page, file) {
  const text = await readFile(file, 'utf8')
  const [, policy] = text.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)
  holds(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/.test(policy), policy)
  equal(await page.evaluate(() => [...document.querySelectorAll('script, img, iframe, object, embed, form, input, link, base, audio, video, [style], [src], [srcset]')].map(one => one.outerHTML)), [], 'what is alive')
  equal(await page.evaluate(() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes]).filter(one => one.name.startsWith('on')).map(one => one.name)), [], 'what would run')
  equal(await page.evaluate(() => [...document.querySelectorAll('[href]')].map(one => one.getAttribute('href')).filter(href => !href.startsWith('#'))), [], 'where it leads')
  equal(await page.evaluate(() => document.title.includes('\0')), false, 'NUL')
  holds(await page.evaluate(() => getComputedStyle(document.querySelector('.card')).borderRadius) === '10px', 'the style is allowed')
}

const browser = await launch(executable)
console.log('1..' + (files.length * Object.keys(steps).length + 1))
for (const file of files) {
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light' })
  const page = await context.newPage()
  const wrong = []
  page.on('console', message => wrong.push('console: ' + message.text()))
  page.on('pageerror', error => wrong.push('error: ' + error.stack))
  page.on('dialog', dialog => {
    wrong.push('dialog: ' + dialog.message())
    dialog.dismiss()
  })
  const address = pathToFileURL(file).href
  page.on('request', request => {
    if (request.url() !== address) wrong.push('request to ' + request.url())
  })
  await page.goto(address)
  for (const [name, step] of Object.entries(steps)) {
    await tell(`${nameOf(file)}: ${name}`, async () => {
      await step(page, file)
      if (wrong.length > 0) throw new Error(wrong.splice(0).join('\n'))
    })
  }
  await context.close()
}
await tell('without script, all of it is there', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(pathToFileURL(files[0]).href)
  for (const text of ['What became of the records', 'What was decided, and why', 'columns']) holds((await page.locator('main').innerText()).includes(text), text)
  await context.close()
})
await browser.close()

async function tell(name, check) {
  try {
    await check()
    console.log('ok ' + name)
  } catch (error) {
    console.log('not ok ' + name + '\n' + String(error.stack).replace(/^/gm, '  '))
  }
}

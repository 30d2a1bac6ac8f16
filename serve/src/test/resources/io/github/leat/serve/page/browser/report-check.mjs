import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { RULES, tooFaint } from './access-checks.mjs'
import { equal, holds, launch } from './browser.mjs'

// Prints a line for each check of a report page, which is a file: "ok NAME", or "not ok NAME" and why.
// Arguments: the browser, a directory for screenshots (or - for none), and the pages.
const [, , executable, shots, ...files] = process.argv

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }

const checks = []
for (const file of files) {
  const name = file.replace(/^.*\/|\.html$/g, '')
  for (const scheme of ['light', 'dark']) {
    for (const size of Object.keys(SIZES)) {
      checks.push([`${name}, ${scheme}, ${size}: names, roles, contrast, width`, file, { viewport: SIZES[size], colorScheme: scheme }, looks(`${name}-${scheme}-${size}`)])
    }
  }
  checks.push([`${name}: nothing of the source is alive`, file, { viewport: SIZES.desktop }, dead])
  checks.push([`${name}: without script, all of it is there`, file, { viewport: SIZES.desktop, javaScriptEnabled: false }, whole])
  checks.push([`${name}: printed, what is folded is unfolded`, file, { viewport: SIZES.desktop }, printed])
}

function looks(shot) {
  return async page => {
    if (shots !== '-') await page.screenshot({ path: `${shots}/${shot}.png`, fullPage: true })
    const width = page.viewportSize().width
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    holds(wide <= width, `the page is ${wide} wide of ${width}`)
    equal(await page.locator('svg.plot').evaluateAll(all => all.filter(one => one.getBoundingClientRect().width > 0).flatMap(one =>
      [...one.querySelectorAll('text')].filter(text => text.getBoundingClientRect().height < 11).map(text => text.textContent))), [], 'texts of plots that are too small')
    equal(await page.evaluate(overlaps), [], 'texts of plots that overlap')
    for (const closed of await page.locator('details:not([open]) > summary').all()) await closed.click()
    equal(await page.evaluate(tooFaint), [], 'texts of too little contrast')
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(values => globalThis.axe.run({ runOnly: { type: 'tag', values } }), RULES)
    equal(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' ')}`), [], 'what axe finds')
  }
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

async function whole(page) {
  holds((await page.locator('main').innerText()).length > 200, 'there is text')
}

async function printed(page) {
  await page.emulateMedia({ media: 'print' })
  for (const body of await page.locator('details > :not(summary)').all()) holds((await body.boundingBox())?.height > 5, 'unfolded')
  holds(await page.evaluate(() => getComputedStyle(document.body).backgroundColor) === 'rgb(255, 255, 255)', 'on white')
}

const browser = await launch(executable)
console.log('1..' + checks.length)
for (const [name, file, options, check] of checks) {
  const context = await browser.newContext(options)
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
  try {
    await page.goto(address)
    await check(page, file)
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
    console.log('ok ' + name)
  } catch (error) {
    console.log('not ok ' + name + '\n' + String(error.stack).replace(/^/gm, '  '))
  }
  await context.close()
}
await browser.close()

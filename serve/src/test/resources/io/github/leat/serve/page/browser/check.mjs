import { accessChecks, narrowCheck } from './access-checks.mjs'
import { launch, onPage } from './browser.mjs'
import { pageChecks, tokenCheck } from './page-checks.mjs'
import { tableChecks } from './table-checks.mjs'

// Prints a line for each check, as the Test Anything Protocol does: "ok NAME", or "not ok NAME" and why.
// Arguments: the browser, the server, the server that wants a token, the token, and tables to check as JSON.
const [, , executable, base, guarded, token, tables] = process.argv

const checks = []
for (const table of JSON.parse(tables)) {
  for (const [name, check] of Object.entries(tableChecks).filter(([name]) => !table.only || table.only.some(part => name.includes(part)))) checks.push([`${table.name}: ${name}`, base, {}, (page, on) => check(page, on, table)])
}
for (const [name, [options, check]] of Object.entries(pageChecks)) checks.push([name, base, options, check])
checks.push(['a token is asked for and kept out of the address', guarded, { expected: /Failed to load resource/ }, (page, on) => tokenCheck(page, on, token)])
for (const path of ['/', '/?table=conflict_events', '/?table=hostile&columns=all']) {
  for (const scheme of path.includes('hostile') ? ['light'] : ['light', 'dark']) checks.push([`names, roles and contrast of ${path}, ${scheme}`, base, {}, (page, on) => accessChecks(page, on, path, scheme)])
  checks.push([`360 pixels are wide enough for ${path}`, base, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }, (page, on) => narrowCheck(page, on, path)])
}

const browser = await launch(executable)
console.log('1..' + checks.length)
for (const [name, server, options, check] of checks) {
  try {
    await onPage(browser, server, options, check)
    console.log('ok ' + name)
  } catch (error) {
    console.log('not ok ' + name + '\n' + String(error.stack).replace(/^/gm, '  '))
  }
}
await browser.close()

import axe from 'axe-core'
import { equal, holds, settled } from './browser.mjs'

// what axe knows of WCAG 2.2 at A and AA, and of good practice
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Names, roles, landmarks, contrast and width, of every kind of view, in light and in dark. */
export async function accessChecks(page, { open }, path, scheme) {
  await page.emulateMedia({ colorScheme: scheme })
  await open(path)
  for (const closed of await page.locator('details:not([open]) > summary').all()) if (await closed.isVisible()) await closed.click()
  await settled(page)
  equal(await page.evaluate(faults), [], 'faults')
  equal(await page.evaluate(tooFaint), [], 'texts of too little contrast')
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(values => globalThis.axe.run({ runOnly: { type: 'tag', values } }), RULES)
  equal(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' ')}`), [], 'what axe finds')
}

/** Nothing is wider than a small telephone, and what is pressed is large enough. */
export async function narrowCheck(page, { open }, path) {
  await open(path)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  holds(wide <= 360, 'the page is ' + wide + ' wide')
  const cut = await page.evaluate(() => [...document.querySelectorAll('main :is(h1, h2, p, select, button, input)')].filter(one => {
    const box = one.getBoundingClientRect()
    return box.width > 0 && box.right > 361 && !one.closest('.scroll') && !one.closest('.unseen')
  }).map(one => one.textContent.slice(0, 40)))
  equal(cut, [], 'what is cut at the side')
}

function faults() {
  const found = []
  const nameOf = one => {
    const by = one.getAttribute('aria-labelledby')
    if (by) return by.split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ')
    return one.getAttribute('aria-label') ?? (one.labels?.length ? one.labels[0].textContent : one.getAttribute('alt') ?? one.textContent)
  }
  const of = selector => [...document.querySelectorAll(selector)]
  if (!document.documentElement.lang) found.push('no lang')
  for (const [selector, most] of [['h1', 1], ['main', 1], ['header', 1], ['footer', 1]]) if (of(selector).length !== most) found.push(of(selector).length + ' ' + selector)
  for (const one of of('a[href], button, input, select, summary, [role=img], [role=region], nav, section, dialog, table')) {
    const name = one.tagName === 'TABLE' ? one.caption?.textContent : nameOf(one)
    if (!name?.trim()) found.push('no name: ' + one.outerHTML.slice(0, 120))
  }
  for (const one of of('img:not([alt])')) found.push('no alt: ' + one.outerHTML)
  for (const one of of('th:not([scope])')) found.push('no scope: ' + one.textContent)
  const ids = of('[id]').map(one => one.id)
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push('twice: #' + id)
  for (const one of of('[aria-describedby]')) if (!document.getElementById(one.getAttribute('aria-describedby'))) found.push('describes nothing: ' + one.getAttribute('aria-describedby'))
  if (of('[role=status][aria-live]').length !== 1) found.push('no live region')
  for (const one of of('[onclick], [onload], [style*="url("]')) found.push('inline: ' + one.outerHTML.slice(0, 80))
  for (const one of of('[tabindex]')) if (one.tabIndex > 0) found.push('tabindex above 0')
  let level = 0
  for (const one of of('h1, h2, h3')) {
    const next = Number(one.tagName[1])
    if (next > level + 1 && level > 0) found.push('a level is left out before ' + one.textContent)
    level = next
  }
  return found
}

/** Texts below 4.5 to 1 (WCAG 2.2, 1.4.3), each with its ratio; disabled controls are exempt. */
export function tooFaint() {
  const rgb = text => text.match(/[\d.]+/g).map(Number)
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = one => {
    for (let at = one; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor)
      if (colour.length === 3 || colour[3] > 0.99) return colour
    }
    return [255, 255, 255]
  }
  const found = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement
    if (!walker.currentNode.textContent.trim() || one.closest('.unseen, .skip, noscript, :disabled') || one.getClientRects().length === 0) continue
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(ground(one))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < 4.5) found.add(ratio.toFixed(2) + ' ' + walker.currentNode.textContent.trim().slice(0, 40))
  }
  return [...found]
}

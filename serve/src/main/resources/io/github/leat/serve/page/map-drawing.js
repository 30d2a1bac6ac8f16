import { degrees, count } from './format.js'
import { lineStep, scaleBar, toX, toY } from './projection.js'

/** Draws a map on a canvas: graticule, circles or squares of density, names, length and size keys. */

const LEAST = 2.5
const SQUARE = 8
const FONT = '12px system-ui, sans-serif'

/** The largest radius: many circles are smaller, so that they cover each other less. */
export const size = places => (places < 60 ? 22 : places < 400 ? 17 : 13)

/** The radius of a circle whose area is in proportion to a value. */
export const radius = (value, scene) => Math.max(LEAST, Math.sqrt(Math.max(0, value) / (scene.largest || 1)) * scene.size)

/**
 * @param context of a canvas, scaled to CSS pixels
 * @param scene {width, height, view, places, cell, largest, size, named, dense, chosen, ink, format}
 */
export function drawMap(context, scene) {
  const { width, height, ink } = scene
  context.fillStyle = ink.card
  context.fillRect(0, 0, width, height)
  context.font = FONT
  graticule(context, scene)
  if (scene.cell) cells(context, scene)
  else if (scene.dense) squares(context, scene)
  else circles(context, scene)
  if (scene.named) names(context, scene)
  keys(context, scene)
}

function graticule(context, { width, height, view, ink }) {
  const step = lineStep(view)
  context.strokeStyle = ink.line
  context.fillStyle = ink.muted
  context.lineWidth = 1
  context.textBaseline = 'top'
  const left = view.lon - width / 2 / view.scale / view.squeeze
  const right = view.lon + width / 2 / view.scale / view.squeeze
  context.textAlign = 'center'
  for (let i = Math.ceil(Math.max(-180, left) / step); i * step <= Math.min(180, right); i++) {
    const x = Math.round(toX(view, width, i * step)) + 0.5
    line(context, x, 0, x, height)
    if (x > 60 && x < width - 70) context.fillText(degrees(round(i * step), 'E', 'W'), x, 4)
  }
  context.textAlign = 'left'
  const bottom = view.lat - height / 2 / view.scale
  const top = view.lat + height / 2 / view.scale
  for (let i = Math.ceil(Math.max(-90, bottom) / step); i * step <= Math.min(90, top); i++) {
    const y = Math.round(toY(view, height, i * step)) + 0.5
    line(context, 0, y, width, y)
    if (y > 24 && y < height - 40) context.fillText(degrees(round(i * step), 'N', 'S'), 4, y + 2)
  }
}

const round = value => Math.round(value * 1000) / 1000

function line(context, x1, y1, x2, y2) {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

function circles(context, scene) {
  const { width, height, view, places, chosen, ink } = scene
  context.lineWidth = 1
  for (const place of places) {
    const x = toX(view, width, place.lon)
    const y = toY(view, height, place.lat)
    const r = radius(place.value, scene)
    if (x < -r || y < -r || x > width + r || y > height + r) continue
    context.beginPath()
    context.arc(x, y, r, 0, 2 * Math.PI)
    context.globalAlpha = 0.45
    context.fillStyle = place === chosen ? ink.chosen : ink.mark
    context.fill()
    context.globalAlpha = 0.9
    context.strokeStyle = place === chosen ? ink.chosen : ink.mark
    context.stroke()
  }
  context.globalAlpha = 1
  if (!chosen) return
  context.beginPath()
  context.arc(toX(view, width, chosen.lon), toY(view, height, chosen.lat), radius(chosen.value, scene) + 3, 0, 2 * Math.PI)
  context.lineWidth = 3
  context.strokeStyle = ink.chosen
  context.stroke()
}

/** Squares of the picture; the shade is the logarithm of their sum, so that few beside many are still seen. */
function squares(context, { width, height, view, places, ink }) {
  const sums = new Map()
  for (const place of places) {
    const x = Math.floor(toX(view, width, place.lon) / SQUARE)
    const y = Math.floor(toY(view, height, place.lat) / SQUARE)
    if (x < 0 || y < 0 || x * SQUARE > width || y * SQUARE > height) continue
    const key = y * 10_000 + x
    sums.set(key, (sums.get(key) ?? 0) + Math.max(0, place.value))
  }
  let most = 0
  for (const sum of sums.values()) most = Math.max(most, sum)
  context.fillStyle = ink.mark
  for (const [key, sum] of sums) {
    context.globalAlpha = shade(sum, most)
    context.fillRect(key % 10_000 * SQUARE + 0.5, Math.floor(key / 10_000) * SQUARE + 0.5, SQUARE - 1, SQUARE - 1)
  }
  context.globalAlpha = 1
}

/** The cells of a grid of degrees, shaded as the squares are. */
function cells(context, { width, height, view, places, cell, largest, chosen, ink }) {
  const wide = cell * view.squeeze * view.scale
  const high = cell * view.scale
  for (const place of places) {
    const x = toX(view, width, place.lon) - wide / 2
    const y = toY(view, height, place.lat) - high / 2
    if (x < -wide || y < -high || x > width || y > height) continue
    context.globalAlpha = shade(place.value, largest)
    context.fillStyle = place === chosen ? ink.chosen : ink.mark
    context.fillRect(x, y, Math.max(1, wide - 0.4), Math.max(1, high - 0.4))
  }
  context.globalAlpha = 1
}

const shade = (value, most) => 0.18 + 0.82 * Math.log1p(Math.max(0, value)) / Math.log1p(most || 1)

/** Names where they do not cover each other, the largest places first. */
function names(context, scene) {
  const { width, height, view, places, ink } = scene
  const taken = []
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.lineWidth = 3
  context.lineJoin = 'round'
  for (const place of places.slice(0, 200)) {
    const text = place.name.length > 28 ? place.name.slice(0, 27) + '…' : place.name
    const x = toX(view, width, place.lon) + radius(place.value, scene) + 4
    const y = toY(view, height, place.lat)
    const box = [x - 2, y - 8, x + context.measureText(text).width + 2, y + 8]
    if (x < 0 || y < 20 || box[2] > width || y > height - 36) continue
    if (taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue
    taken.push(box)
    context.strokeStyle = ink.card
    context.strokeText(text, x, y)
    context.fillStyle = ink.text
    context.fillText(text, x, y)
  }
}

function keys(context, scene) {
  const { width, height, view, largest, dense, ink, format, size: most } = scene
  const bar = scaleBar(view)
  const y = height - 14.5
  context.fillStyle = ink.card
  context.globalAlpha = 0.85
  context.fillRect(6, height - 34, bar.pixels + 16, 28)
  context.globalAlpha = 1
  context.strokeStyle = ink.text
  context.lineWidth = 2
  line(context, 14, y, 14 + bar.pixels, y)
  context.fillStyle = ink.text
  context.textBaseline = 'bottom'
  context.textAlign = 'left'
  context.fillText(bar.km >= 1 ? count(bar.km) + ' km' : count(bar.km * 1000) + ' m', 14, y - 3)
  if (dense || !(largest > 0)) return
  const values = [...new Set([largest, nice(largest / 4), nice(largest / 25)])].filter(value => value > 0)
  const texts = values.map(format)
  const wide = Math.max(...texts.map(text => context.measureText(text).width)) + 2 * most + 18
  const high = Math.max(2 * most, 17 * values.length) + 8
  context.fillStyle = ink.card
  context.globalAlpha = 0.85
  context.fillRect(width - wide - 6, height - high - 6, wide, high)
  context.globalAlpha = 1
  context.lineWidth = 1
  context.strokeStyle = ink.muted
  context.fillStyle = ink.text
  context.textBaseline = 'middle'
  values.forEach((value, i) => {
    const r = radius(value, scene)
    const x = width - wide + most + 2
    context.beginPath()
    context.arc(x, height - 13 - r, r, 0, 2 * Math.PI)
    context.stroke()
    context.fillText(texts[i], x + most + 8, height - 20 - 17 * (values.length - 1 - i))
  })
}

function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value))
  const digit = Math.round(value / power)
  return value < 1 ? 0 : digit * power
}

import { h, replace, select, settled } from './dom.js'
import { plural } from './format.js'
import { drawMap, radius, size } from './map-drawing.js'
import { loadPlaces, position } from './map-places.js'
import { lower } from './measures.js'
import { asTable, panel } from './panel.js'
import { boundsOf, bulk, fit, moved, toX, toY, zoomed } from './projection.js'
import { withFilter, writeList } from './state.js'
import { colours } from './theme.js'

const DENSE_FROM = 2500
const DENSITY = '.density'
const LISTED = 200
const STEP = 60
const RESTED_MILLIS = 350

/** A map of places, or of areas at the middle of their records; drawn here, so that no map server is asked. */
export function mapChart(model, go) {
  const control = h('span')
  const part = panel('map', 'Where', [control])
  const canvas = h('canvas', {
    tabindex: '0', role: 'img', 'aria-describedby': 'map-keys',
    onkeydown: keys, onpointerdown: press, onpointermove: point, onpointerup: release,
    onpointercancel: () => { pressed = null }, onpointerleave: () => hover(pinned),
    onwheel: event => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoom(event.deltaY < 0 ? 1.25 : 0.8, event.offsetX, event.offsetY)
    },
  })
  const readout = h('p', { class: 'readout', role: 'status' })
  const hint = h('p', { class: 'muted hint', id: 'map-keys' })
  const table = h('div')
  const button = (label, text, act) => h('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, text)
  const frame = h('div', { class: 'map' }, canvas, h('div', { class: 'map-buttons' },
    button('Zoom in', '+', () => zoom(1.5)), button('Zoom out', '−', () => zoom(1 / 1.5)), button('Show all places', '⤢', () => look(null))))
  const observer = new ResizeObserver(() => paint())
  let asked = null
  let scene = null
  let view = null
  let all = false
  let pressed = null
  let chosen = null
  let pinned = null

  // a grid is made for what is seen of it
  const rested = settled(RESTED_MILLIS, () => {
    if (scene && asked.area === null && (scene.cell || asked.bounds)) load(view && boundsOf(view, scene.width, scene.height), view)
  })

  function update(given) {
    const { state } = given
    const area = model.areas.find(c => c.name === state.map) ?? null
    replace(control, select({
      'aria-label': 'Map of', onchange: event => go({ map: event.target.value || undefined }),
    }, [['', 'Places'], [DENSITY, 'Density of places'], ...model.areas.map(c => [c.name, 'Areas by ' + lower(c.label)])],
    area?.name ?? (state.map === DENSITY ? DENSITY : '')))
    asked = { ...given, area, bounds: null }
    all = false
    load(null, null)
  }

  function load(bounds, kept) {
    asked = { ...asked, bounds }
    part.load(signal => loadPlaces(model, asked, signal), answer => draw(answer, kept))
  }

  function draw({ places, cell, without, truncated }, kept) {
    const { area, measure, state } = asked
    const largest = Math.max(...places.map(p => p.value), 0)
    view = kept
    chosen = null
    pinned = null
    scene = {
      places, cell, largest, size: size(places.length), format: measure.format,
      dense: cell !== null || (!area && (places.length > DENSE_FROM || state.map === DENSITY)),
      named: Boolean(area) || places.length <= 40,
    }
    if (places.length === 0 && !kept) {
      observer.disconnect()
      replace(part.body, h('p', { class: 'empty' }, 'No record that matches has coordinates.'))
      return
    }
    const what = cell ? plural(places.length, 'cell', 'cells') + ' of ' + plural(cell, 'degree', 'degrees')
      : area ? plural(places.length, 'area', 'areas') : plural(places.length, 'place', 'places')
    canvas.setAttribute('aria-label', `Map: ${scene.dense ? 'density of ' : ''}${lower(measure.label)} at ${what}.`
      + (places.length > 0 ? ` The most is ${measure.format(largest)} at ${places[0].name}. The figures are in the table below.` : ''))
    scene.said = what + (truncated ? ' with the most; there are more than the server answers at once' : '')
      + (without > 0 ? '; ' + plural(without, 'record', 'records') + ' without coordinates' : '')
    readout.textContent = scene.said
    hint.textContent = (scene.dense ? 'Darker squares have more. ' : area ? 'Circles are at the mean position of an area’s records. ' : '')
      + 'Drag or arrow keys move, + and − zoom, 0 shows all.'
    replace(table, asTable(measure.label + ' by ' + (area ? lower(area.label) : 'place'), [area ? area.label : 'Place', measure.label, 'Position'],
      () => places.slice(0, LISTED).map(place => [{ text: place.name, act: () => narrow(place) }, measure.format(place.value), position(place)])))
    if (!frame.isConnected) replace(part.body, readout, frame, hint, table)
    observer.observe(frame)
    paint()
  }

  function narrow(place) {
    const [lat, lon] = model.coordinates
    const { area, filter, state } = asked
    if (area) {
      const name = place.row[area.name]
      return filter(area.name, name === null ? 'null' : 'in', name === null ? 'true' : writeList([name]))
    }
    const set = (before, column, middle) => (scene.cell
      ? withFilter(withFilter(before, column.name, 'gte', rounded(middle - scene.cell / 2)), column.name, 'lte', rounded(middle + scene.cell / 2))
      : withFilter(before, column.name, 'eq', String(place.row[column.name])))
    return go({ filters: set(set(state, lat, place.lat), lon, place.lon).filters })
  }

  function paint() {
    if (!scene || !frame.isConnected) return
    const width = frame.clientWidth
    const height = Math.round(Math.max(260, Math.min(460, width * 0.72)))
    const ratio = devicePixelRatio || 1
    canvas.width = width * ratio
    canvas.height = height * ratio
    canvas.style.setProperty('height', height + 'px')
    if (!view) view = fit(all ? scene.places : bulk(scene.places), width, height)
    Object.assign(scene, { width, height, view, chosen, ink: colours() })
    const context = canvas.getContext('2d')
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    drawMap(context, scene)
  }

  /** Another view; null for all. */
  function look(next) {
    all = next === null
    if (all && asked.bounds) return load(null, null)
    view = next
    paint()
    return all || rested()
  }

  function zoom(factor, x = scene.width / 2, y = scene.height / 2) {
    look(zoomed(view, factor, x, y, scene.width, scene.height))
  }

  function keys(event) {
    const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (moves[event.key]) look(moved(view, ...moves[event.key]))
    else if (event.key === '+' || event.key === '=') zoom(1.5)
    else if (event.key === '-') zoom(1 / 1.5)
    else if (event.key === '0') look(null)
    else return
    event.preventDefault()
  }

  function press(event) {
    pressed = { x: event.clientX, y: event.clientY, view, far: false }
    if (event.pointerType !== 'touch') canvas.setPointerCapture(event.pointerId)
  }

  function point(event) {
    if (!pressed) return hover(pinned ?? nearest(event))
    const [x, y] = [event.clientX - pressed.x, event.clientY - pressed.y]
    pressed.far ||= Math.abs(x) + Math.abs(y) > 4
    if (pressed.far) look(moved(pressed.view, x, y))
  }

  function release(event) {
    const wasClick = pressed && !pressed.far
    pressed = null
    if (!wasClick) return
    pinned = nearest(event)
    chosen = undefined
    hover(pinned)
  }

  function nearest({ offsetX, offsetY }) {
    if (!scene || (scene.dense && !scene.cell)) return null
    const half = scene.cell ? scene.cell / 2 * view.scale : 0
    let best = null
    let least = Infinity
    for (const place of scene.places) {
      const x = Math.abs(toX(view, scene.width, place.lon) - offsetX)
      const y = Math.abs(toY(view, scene.height, place.lat) - offsetY)
      if (scene.cell) {
        if (x <= half * view.squeeze && y <= half) return place
        continue
      }
      const r = radius(place.value, scene)
      const away = Math.hypot(x, y)
      if (away <= Math.max(r, 8) && away / r < least) [best, least] = [place, away / r]
    }
    return best
  }

  function hover(place) {
    if (!scene || place === chosen) return
    chosen = place
    canvas.classList.toggle('over', Boolean(place))
    const { measure } = asked
    replace(readout, place
      ? [h('strong', {}, place.name), ' ' + (measure.name === 'count' ? '' : measure.format(place.value) + ' in ') + plural(place.records, 'record', 'records'),
        place === pinned && [' ', h('button', { type: 'button', class: 'link', onclick: () => narrow(place) }, 'Show only this')]]
      : scene.said)
    paint()
  }

  return { root: part.root, update, stop: () => { part.stop(); observer.disconnect() }, recolour: paint }
}

const rounded = value => String(Math.round(value * 1e6) / 1e6)

import { ask } from './api.js'
import { degrees } from './format.js'
import { number } from './measures.js'

/** What a map shows: places, or the middles of areas, or, where there are too many places, the cells of a grid of degrees. */

const STEPS = [['by10', 10], ['by5', 5], ['by2', 2], ['per1', 1], ['per2', 0.5], ['per5', 0.2], ['per10', 0.1], ['per20', 0.05],
  ['per50', 0.02], ['per100', 0.01], ['per200', 0.005], ['per500', 0.002], ['per1000', 0.001]]
const MOST_CELLS = 16_000

/**
 * Asks for them.
 *
 * @param of {area, measure, parameters, bounds}: an area's column or null; bounds {south, north, west, east} or null
 * @returns {places, cell, without, truncated}, the largest places first; cell is a grid's step in degrees or null
 */
export async function loadPlaces(model, of, signal) {
  const { area, measure, parameters, bounds } = of
  const [lat, lon] = model.coordinates
  const within = bounds ? [[lat.name + '.between', bounds.south + ',' + bounds.north], [lon.name + '.between', bounds.west + ',' + bounds.east]] : []
  const aggregate = (groups, measures) => ask(['tables', model.name, 'aggregate'], [
    ...(groups.length > 0 ? [['group', groups.join(',')], ['sort', '-' + measure.name]] : []),
    ['measures', [...new Set(measures)].join(',')], ['numbers', 'text'], ...parameters, ...within], signal)
  if (area) {
    const groups = [model.country, area].filter(Boolean)
    const answer = await aggregate(groups.map(c => c.name), ['count', measure.name, lat.name + '.avg', lon.name + '.avg'])
    return shape(answer, measure, lat.name + '.avg', lon.name + '.avg', 0, row => row[area.name] ?? '(no name)')
  }
  const groups = [lat, lon, model.place].filter(Boolean)
  const answer = await aggregate(groups.map(c => c.name), ['count', measure.name])
  if (!answer.truncated) {
    return shape(answer, measure, lat.name, lon.name, 0, row => (model.place && row[model.place.name]) ?? null)
  }
  const [word, step] = fitting(bounds ?? await extent(aggregate, lat, lon))
  return shape(await aggregate([lat.name + '.' + word, lon.name + '.' + word], ['count', measure.name]), measure, lat.name + '.' + word, lon.name + '.' + word, step, () => null)
}

async function extent(aggregate, lat, lon) {
  const { rows: [row] } = await aggregate([], [lat, lon].flatMap(c => [c.name + '.min', c.name + '.max']))
  const clip = (name, most) => Math.max(-most, Math.min(most, Number(row[name])))
  return {
    south: clip(lat.name + '.min', 90), north: clip(lat.name + '.max', 90), west: clip(lon.name + '.min', 180), east: clip(lon.name + '.max', 180),
  }
}

/** The finest grid that does not have too many cells. */
function fitting({ south, north, west, east }) {
  let found = STEPS[0]
  for (const step of STEPS) {
    if (((north - south) / step[1] + 1) * ((east - west) / step[1] + 1) <= MOST_CELLS) found = step
  }
  return found
}

function shape(answer, measure, latName, lonName, cell, named) {
  let without = 0
  const places = []
  for (const row of answer.rows) {
    const lat = number(row, latName)
    const lon = number(row, lonName)
    const records = number(row, 'count')
    if (lat === null || lon === null || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) {
      without += records
      continue
    }
    const place = { lat: lat + cell / 2, lon: lon + cell / 2, value: number(row, measure.name) ?? 0, records, row }
    place.name = named(row) ?? position(place)
    places.push(place)
  }
  return { places, cell: cell || null, without, truncated: answer.truncated }
}

export const position = place => degrees(place.lat, 'N', 'S') + ' ' + degrees(place.lon, 'E', 'W')

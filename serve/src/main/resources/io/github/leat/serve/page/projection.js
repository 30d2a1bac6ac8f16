/**
 * Places on a flat picture: equal lengths north and east at the middle of the data (equirectangular with that latitude as
 * standard parallel). Longitudes are not wrapped.
 */

const KM_PER_DEGREE = 111.32
const LEAST_SPAN = 0.02

/** The view that shows places, with a margin, and at the right side room for buttons. Places are {lat, lon}. */
export function fit(places, width, height, margin = 28, right = 44) {
  let [south, north] = extent(places.map(p => p.lat))
  let [west, east] = extent(places.map(p => p.lon))
  const latitude = (south + north) / 2
  const squeeze = Math.max(0.05, Math.cos(latitude * Math.PI / 180))
  const spanY = Math.max(LEAST_SPAN, north - south)
  const spanX = Math.max(LEAST_SPAN, (east - west) * squeeze)
  const scale = Math.min((width - 2 * margin - right) / spanX, (height - 2 * margin) / spanY)
  return { lat: latitude, lon: (west + east) / 2 + right / 2 / scale / squeeze, scale, squeeze }
}

function extent(values) {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? [-60, 75] : [low, high]
}

/** The places without those far from all others, such as a wrong 0, 0; all of them unless that makes the picture much larger. */
export function bulk(places) {
  if (places.length < 20) return places
  const within = (of, list) => {
    const sorted = list.map(of).sort((a, b) => a - b)
    const low = sorted[Math.floor(sorted.length * 0.02)]
    const high = sorted[Math.ceil(sorted.length * 0.98) - 1]
    const room = Math.max(0.5, high - low)
    return value => value >= low - room && value <= high + room
  }
  const inLat = within(p => p.lat, places)
  const inLon = within(p => p.lon, places)
  return places.filter(p => inLat(p.lat) && inLon(p.lon))
}

export function toX(view, width, lon) {
  return width / 2 + (lon - view.lon) * view.squeeze * view.scale
}

export function toY(view, height, lat) {
  return height / 2 - (lat - view.lat) * view.scale
}

export function moved(view, pixelsX, pixelsY) {
  return {
    ...view,
    lon: Math.max(-180, Math.min(180, view.lon - pixelsX / view.scale / view.squeeze)),
    lat: Math.max(-90, Math.min(90, view.lat + pixelsY / view.scale)),
  }
}

/** Larger about a point of the picture. */
export function zoomed(view, factor, x, y, width, height) {
  const scale = Math.max(0.8, Math.min(400_000, view.scale * factor))
  const real = scale / view.scale
  const awayX = x - width / 2
  const awayY = y - height / 2
  return { ...moved(view, awayX / real - awayX, awayY / real - awayY), scale }
}

/** What is seen of the Earth. */
export function boundsOf(view, width, height) {
  const clip = (value, most) => Math.round(Math.max(-most, Math.min(most, value)) * 1e5) / 1e5
  const x = width / 2 / view.scale / view.squeeze
  const y = height / 2 / view.scale
  return { south: clip(view.lat - y, 90), north: clip(view.lat + y, 90), west: clip(view.lon - x, 180), east: clip(view.lon + x, 180) }
}

/** Degrees between the lines of the graticule. */
export function lineStep(view, pixels = 90) {
  const wanted = pixels / view.scale
  return [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 45].find(step => step >= wanted) ?? 90
}

/** A round length that is at most so many pixels: {km, pixels}. */
export function scaleBar(view, pixels = 110) {
  const most = pixels / view.scale * KM_PER_DEGREE
  const power = 10 ** Math.floor(Math.log10(most))
  const km = power * [5, 2, 1].find(factor => factor * power <= most)
  return { km, pixels: km / KM_PER_DEGREE * view.scale }
}

import uPlot from './uplot.esm.js'
import { ask } from './api.js'
import { BUCKETS, all, fitting, isSparse, isoDay, lastDay, next, parse } from './buckets.js'
import { h, replace, select } from './dom.js'
import { period, plural, short } from './format.js'
import { number } from './measures.js'
import { asTable, panel } from './panel.js'
import { colours } from './theme.js'

const HEIGHT = 220
const AXIS_FONT = '12px system-ui, sans-serif'
const DAY_SECONDS = 86_400
const MONTH = 30 * DAY_SECONDS
const YEAR = 365 * DAY_SECONDS
const YEARS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000].map(n => n * YEAR)
const MONTHS = [1, 2, 3, 4, 6].map(n => n * MONTH).concat(YEARS)
const DAYS = [1, 2, 3, 5, 7, 10, 15].map(n => n * DAY_SECONDS).concat(MONTHS)
// half a record is none
const WHOLE = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map(n => n * 10 ** power)).flat()

/** Figures over time. A stretch is chosen by dragging over it, or in the table below. */
export function timeChart(model, go) {
  const columns = h('span')
  const buckets = h('span')
  const part = panel('time', 'Over time', [columns, buckets])
  const readout = h('p', { class: 'readout', 'aria-hidden': 'true' })
  part.heading.after(readout)
  let plot = null
  let drawn = null

  const observer = new ResizeObserver(() => {
    if (plot && plot.root.parentElement.clientWidth !== plot.width) {
      plot.setSize({ width: Math.max(200, plot.root.parentElement.clientWidth), height: HEIGHT })
    }
  })

  function update(view) {
    const { state, range } = view
    const column = dateOf(model, state)
    const isYears = !column.hasDay
    const said = BUCKETS.includes(state.bucket) ? state.bucket : null
    load(view, column, isYears ? 'year' : said ?? (range ? fitting(range[0], range[1]) : 'month'), isYears || said !== null)
  }

  function load(view, column, bucket, isSaid) {
    const { state, parameters, measure } = view
    const isYears = !column.hasDay
    controls(state, column, bucket, isYears)
    const group = isYears ? column.name : column.name + '.' + bucket
    part.load(
      signal => ask(['tables', model.name, 'aggregate'],
        [['group', group], ['measures', measure.name], ['numbers', 'text'], ...parameters], signal),
      answer => {
        const coarser = BUCKETS[BUCKETS.indexOf(bucket) + 1]
        // monthly prices by week are mostly gaps
        if (!isSaid && coarser && isSparse(answer.rows.map(row => row[group]), bucket)) load(view, column, coarser, false)
        else draw(answer, { column, bucket, group, measure, isYears })
      })
  }

  function controls(state, column, bucket, isYears) {
    replace(columns, model.dates.length > 1 && select({
      'aria-label': 'Date column', onchange: event => go({ time: event.target.value, bucket: undefined }),
    }, model.dates.map(c => [c.name, c.label]), column.name))
    replace(buckets, !isYears && select({
      'aria-label': 'By', onchange: event => go({ bucket: event.target.value || undefined }),
    }, [['', 'By ' + bucket + ' (fitting)'], ...BUCKETS.map(b => [b, 'By ' + b])], state.bucket ?? ''))
  }

  function draw(answer, of) {
    const known = new Map()
    let without = 0
    for (const row of answer.rows) {
      const value = number(row, of.measure.name)
      const at = row[of.group] === null ? null : parse(row[of.group])
      if (at === null || Number.isNaN(at.getTime())) without += value ?? 0
      else known.set(at.getTime(), value)
    }
    const given = [...known.keys()].sort((a, b) => a - b).map(time => new Date(time))
    const times = all(given, of.bucket)
    const values = times.map(at => known.get(at.getTime()) ?? (of.measure.adds ? 0 : null))
    drawn = { times, values, ...of }
    destroy()
    if (times.length === 0) {
      replace(part.body, h('p', { class: 'empty' }, 'No record that matches has a date in ' + of.column.label + '.'))
      return
    }
    const holder = h('div', { class: 'plot', role: 'img', 'aria-label': summary(drawn) })
    replace(part.body, holder,
      h('p', { class: 'muted hint' }, of.isYears ? '' : 'Drag over the chart to look at a stretch of time. ',
        of.measure.adds && without > 0 && of.measure.format(without) + ' of it without a date.',
        answer.truncated && ' There are more stretches than the server answers: choose longer ones.'),
      asTable(of.measure.label + ' by ' + of.bucket, [of.column.label, of.measure.label], () => times.map((at, i) => [
        of.isYears ? period(at, of.bucket) : { text: period(at, of.bucket), act: () => narrow(at, at) },
        values[i] === null ? '–' : of.measure.format(values[i])])))
    build(holder)
  }

  function narrow(first, last) {
    const { column, bucket } = drawn
    go({ range: { column: column.name, from: isoDay(first), to: isoDay(lastDay(last, bucket)) }, bucket: undefined })
  }

  function build(holder) {
    const { times, values, bucket, measure, isYears } = drawn
    const ink = colours()
    const seconds = times.map(at => at.getTime() / 1000)
    const end = next(times.at(-1), bucket).getTime() / 1000
    const say = index => {
      readout.textContent = index === null || index === undefined ? '' : period(times[index], bucket) + ': '
        + (values[index] === null ? 'no value' : measure.format(values[index]) + (measure.name === 'count' ? ' records' : ''))
    }
    const axis = { stroke: ink.muted, font: AXIS_FONT, grid: { stroke: ink.line, width: 1 }, ticks: { show: false } }
    plot = new uPlot({
      width: Math.max(200, holder.clientWidth),
      height: HEIGHT,
      padding: [10, 30, 0, 0],
      tzDate: at => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC'),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: !isYears, y: false, setScale: false } },
      scales: { x: { time: true, range: [seconds[0], end] }, y: { range: (u, low, high) => [Math.min(0, low ?? 0), high > 0 ? high * 1.08 : 1] } },
      axes: [
        { ...axis, size: 30, space: 84, incrs: { year: YEARS, quarter: MONTHS, month: MONTHS }[bucket] ?? DAYS, grid: { show: false }, values: (u, splits, index, space, step) => splits.map(at => tick(at, step)) },
        { ...axis, size: 54, ...(values.every(value => value === null || Number.isInteger(value)) && { incrs: WHOLE }), values: (u, splits) => splits.map(short) },
      ],
      series: [{}, { stroke: ink.mark, fill: ink.mark, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [times.length > 120 ? 1 : 0.85, 60], align: 1 }) }],
      hooks: {
        setCursor: [u => say(u.cursor.idx)],
        setSelect: [u => {
          if (u.select.width < 4) return
          const at = pixel => u.posToVal(pixel, 'x') * 1000
          const within = times.filter(time => next(time, bucket).getTime() > at(u.select.left) && time.getTime() < at(u.select.left + u.select.width))
          if (within.length > 0) narrow(within[0], within.at(-1))
        }],
      },
    }, [seconds, values], holder)
    observer.observe(holder)
  }

  function destroy() {
    observer.disconnect()
    plot?.destroy()
    plot = null
    readout.textContent = ''
  }

  return { root: part.root, update, stop: () => { part.stop(); destroy() }, recolour: () => plot && redraw() }

  function redraw() {
    const holder = plot.root.parentElement
    destroy()
    build(holder)
  }
}

/** The column whose days the chart is over. */
export function dateOf(model, state) {
  return model.dates.find(c => c.name === state.time) ?? model.dates[0]
}

function tick(at, step) {
  const time = new Date(at * 1000)
  if (step >= 360 * DAY_SECONDS) return period(time, 'year')
  return step >= 28 * DAY_SECONDS ? period(time, 'month', true) : period(time, 'day')
}

function summary({ times, values, bucket, measure }) {
  const most = values.reduce((best, value, i) => ((value ?? -Infinity) > (values[best] ?? -Infinity) ? i : best), 0)
  return `Bar chart: ${measure.label} by ${bucket}, ${plural(times.length, bucket, bucket + 's')} from ${period(times[0], bucket)} to ${period(times.at(-1), bucket)}.`
    + (values[most] === null ? '' : ` The most is ${measure.format(values[most])} in ${period(times[most], bucket)}.`) + ' The figures are in the table below.'
}

/** Elements are made here and nowhere else: what comes from data becomes text, never markup. */

/**
 * An element. Children are nodes or texts; null and false are left out. Attributes that begin with "on" are listeners, booleans
 * are set or left out, "style" is an object (set by the CSSOM, which the content security policy allows).
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'style') for (const [property, set] of Object.entries(value)) element.style.setProperty(property, set)
    else if (name === 'value') element.value = value
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  fill(element, children)
  return element
}

function fill(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue
    element.append(child instanceof Node ? child : String(child))
  }
}

/** Puts children in the place of those that are there. */
export function replace(element, ...children) {
  element.replaceChildren()
  fill(element, children)
  return element
}

/** A select; options are [value, label] or {label, options}. */
export function select(attributes, options, chosen) {
  const one = ([value, label]) => h('option', { value, selected: value === chosen }, label)
  return h('select', attributes, options.map(option => Array.isArray(option)
    ? one(option)
    : option.options.length > 0 && h('optgroup', { label: option.label }, option.options.map(one))))
}

/** A label above its control. */
export function field(label, control) {
  return h('label', { class: 'field' }, h('span', {}, label), control)
}

let announced = 0

/** Says a sentence to screen readers, once it is quiet for a moment. */
export function announce(text) {
  clearTimeout(announced)
  announced = setTimeout(() => { document.getElementById('live').textContent = text }, 300)
}

/** Calls the function once no call came for so many milliseconds. */
export function settled(millis, call) {
  let waiting = 0
  return (...given) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => call(...given), millis)
  }
}

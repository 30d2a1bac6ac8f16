/** The colours of the style sheet, for what is drawn on a canvas. */
export function colours() {
  const style = getComputedStyle(document.documentElement)
  const of = name => style.getPropertyValue('--' + name).trim()
  return { text: of('text'), muted: of('muted'), line: of('line'), mark: of('mark'), card: of('card'), chosen: of('chosen') }
}

/** Calls when the reader's system changes between light and dark. */
export function onThemeChange(call) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', call)
}

/** The shell's few commands, callable from any menu without passing functions through every level. */

const sheetEvent = "breakwater:shortcuts";
const paletteEvent = "breakwater:palette";

export function openShortcutSheet() {
  window.dispatchEvent(new Event(sheetEvent));
}

export function openPalette() {
  window.dispatchEvent(new Event(paletteEvent));
}

export function onShellEvents(sheet: () => void, palette: () => void): () => void {
  window.addEventListener(sheetEvent, sheet);
  window.addEventListener(paletteEvent, palette);
  return () => {
    window.removeEventListener(sheetEvent, sheet);
    window.removeEventListener(paletteEvent, palette);
  };
}

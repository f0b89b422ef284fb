/**
 * What the page remembers between visits: the program being edited and the theme. Storage may be missing,
 * blocked or full (private windows, third-party frames); then nothing is remembered, and nothing breaks.
 */
const PREFIX = "tierup.";

/** The remembered text, or null. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Remembers a text; null forgets it. */
export function writeStored(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // Without storage the page works the same, until it is closed.
  }
}

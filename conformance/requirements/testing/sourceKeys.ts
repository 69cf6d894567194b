/**
 * The sources that a text cites: keys as edbbcli.md section 0 lists them. Our own pages (edbbcli.md, ese-engine.md,
 * dialects.md) restate sources and are none.
 */
const key = /\bQ\d{6}\b|\b(?:M|JET|DS)-\w+|\bE2K(?:-\w+)?|\b(?:BORES|LIB|ESE|XSP1|OCB|NTM|NTH|BT|H|L)\b/g;

export const sourceKeysIn = (text: string): readonly string[] => [...new Set(text.match(key) ?? [])];

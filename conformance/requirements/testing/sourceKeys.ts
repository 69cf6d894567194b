/**
 * The sources that a text cites: keys as edbbcli.md section 0 lists them. Our own pages (edbbcli.md, ese-engine.md,
 * dialects.md) restate sources and are none.
 */
const key =
  /(?<![\w.-])(?:Q\d{6}|(?:M|JET|DS)-\w+|E2K(?:-\w+)?|VC6-LIB|BORES|LIB|ESE|XSP1|OCB|NTM|NTH|BT|H|L)(?![\w-])/g;

export const sourceKeysIn = (text: string): readonly string[] => [...new Set(text.match(key) ?? [])];

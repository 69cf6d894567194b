/** What moves a cursor, turns the direction of writing, ends a line, or is no character: control, format and line characters, halves of pairs. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text as a terminal may have it: whatever is not to be seen is written out as `\u001b`. That is how JSON writes it too, so
 * a line of JSON means the same afterwards.
 */
export const visible = (text: string): string => text.replace(HIDDEN, written);

function written(character: string): string {
  let units = '';
  for (let index = 0; index < character.length; index++) {
    units += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return units;
}

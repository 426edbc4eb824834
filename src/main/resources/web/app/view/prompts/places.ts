/** A place of a prompt that is to be filled in, as a stretch of the text in the field. */
export interface Place {
  name: string;
  start: number;
  end: number;
}

const PLACE = /\{\{\s*([^{}:\s][^{}:]*?)\s*(?::([^{}]*))?\}\}/g;

/** A prompt's text as it is put into the field: a default in its place, other places with their names in braces. */
export function filledIn(text: string): { text: string; places: Place[] } {
  const places: Place[] = [];
  let made = "";
  let from = 0;
  for (const found of text.matchAll(PLACE)) {
    const [whole, name = "", preset] = found;
    made += text.slice(from, found.index);
    const shown = preset?.trim() || `{{${name}}}`;
    places.push({ name, start: made.length, end: made.length + shown.length });
    made += shown;
    from = found.index + whole.length;
  }
  return { text: made + text.slice(from), places };
}

/**
 * Where the places are after an edit; those that were edited together with what is around them are none any more.
 *
 * @param caret where the edit has ended: the texts alone do not tell which of two equal characters is the new one
 */
export function moved(places: readonly Place[], before: string, after: string, caret: number): Place[] {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  const behind = Math.min(shorter, after.length - caret);
  while (same < behind && before[before.length - 1 - same] === after[after.length - 1 - same]) {
    same++;
  }
  let from = 0;
  while (from < shorter - same && before[from] === after[from]) {
    from++;
  }
  const to = before.length - same;
  const by = after.length - before.length;
  return places.flatMap(({ name, start, end }) => {
    if (end < from) {
      return [{ name, start, end }];
    }
    if (start > to || (start === to && from < start)) {
      return [{ name, start: start + by, end: end + by }];
    }
    return start <= from && to <= end ? [{ name, start, end: end + by }] : [];
  });
}

/** Whether nothing was put into a place yet. */
export function isEmpty({ name, start, end }: Place, text: string): boolean {
  return text.slice(start, end) === `{{${name}}}`;
}

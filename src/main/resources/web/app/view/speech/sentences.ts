/** A voice breaks off in a text that is much longer, in some browsers. */
const LONGEST = 240;

/** A text as it is read out: sentence by sentence, code and signs left out. */
export function sentencesOf(text: string, language: string): string[] {
  const sentences = new Intl.Segmenter(language, { granularity: "sentence" }).segment(text);
  return [...sentences].flatMap(({ segment }) => parts(segment.replace(/\s+/g, " ").trim())).filter(isSpoken);
}

function isSpoken(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A very long sentence breathes where its writer did, or between two words. */
function parts(sentence: string): string[] {
  if (sentence.length <= LONGEST) {
    return [sentence];
  }
  const head = sentence.slice(0, LONGEST);
  const pause = Math.max(...[", ", "; ", ": ", "、", "，"].map((mark) => head.lastIndexOf(mark) + mark.trim().length));
  const at = pause > 1 ? pause : head.lastIndexOf(" ") > 0 ? head.lastIndexOf(" ") : LONGEST;
  return [sentence.slice(0, at).trim(), ...parts(sentence.slice(at).trim())];
}

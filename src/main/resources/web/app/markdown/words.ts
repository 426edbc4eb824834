/** What the rendered text says of its own accord. */
export const words = {
  code: "Code",
  copy: "Copy code",
  copied: "Copied",
  copyFailed: "Copying failed: select the text instead",
  done: "Done",
  fold: "Show less",
  footnotes: "Footnotes",
  formula: "Formula",
  picture: "Picture",
  table: "Table",
  toDo: "To do",
  wrap: "Wrap long lines",
  backFrom: (number: number): string => `Back to the text from footnote ${number}`,
  footnote: (number: string): string => `Footnote ${number}`,
  unfold: (lines: number): string => `Show all ${lines} lines`,
};

/** What the rendered text says of its own accord. */
export const words = {
  code: "Code",
  copy: "Copy code",
  copied: "Copied",
  copyFailed: "Copying failed: select the text instead",
  done: "Done",
  fold: "Show less",
  picture: "Picture",
  table: "Table",
  toDo: "To do",
  wrap: "Wrap long lines",
  unfold: (lines: number): string => `Show all ${lines} lines`,
};

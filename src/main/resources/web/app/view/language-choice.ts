/** Has the page served anew in the language that is picked. */
export function languageChoice(form: HTMLFormElement): void {
  form.addEventListener("change", () => {
    const next = form.elements.namedItem("next");
    if (next instanceof HTMLInputElement) {
      next.value = location.pathname;
    }
    form.requestSubmit();
  });
}

// The keys of the review. They work only while focus is inside it, and never with a modifier.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const review = document.getElementById("review");
  if (!review || !review.contains(document.activeElement)) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  const button = review.querySelector(`button[data-key="${CSS.escape(event.key.toUpperCase())}"]`);
  if (button) { event.preventDefault(); button.click(); }
});
// The first answer has the focus, so that the keys work at once; nothing is chosen by it.
document.querySelector("#answer button")?.focus({ preventScroll: true });

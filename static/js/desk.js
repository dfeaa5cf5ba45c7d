// The curators' desk: Select2 draws its own fields, and leaves them without the names of those they stand for.
(() => {
  "use strict";

  const name = (select) => {
    const label = select.labels[0];
    const drawn = select.nextElementSibling;
    if (!label || !drawn) return;
    label.id ||= `label-of-${select.id}`;
    const chosen = drawn.querySelector(".select2-selection--single > span");
    for (const part of [chosen, chosen?.parentElement]) {
      part?.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    }
    drawn.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
  };
  const nameAll = (part) => part.querySelectorAll("select.select2-hidden-accessible").forEach(name);

  // After Select2 has drawn them, which it does in the same way.
  window.django?.jQuery(() => nameAll(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
})();

/* What must be done before anything is painted. It stands within the pages, because a file would be
   waited for at every first visit; the security policy knows it by its hash (portal/first_script.py). */
{
  const { documentElement: { dataset }, currentScript } = document;
  const { then } = currentScript.dataset;

  try {
    dataset.theme = localStorage.getItem("theme") || "system";
  } catch {
    dataset.theme = "system"; /* Storage is refused, as in some private windows. */
  }

  /* An address that leads into the page: nothing is skipped, and the row it leads to is unfolded
     before there is one. Done later, all that stands below would shift. */
  if (location.hash) {
    dataset.fragment = "";
    const row = `tr#${CSS.escape(location.hash.slice(1))}`;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${row} td > p { display: block }
      ${row} summary { margin-block-end: var(--space-2) }
      ${row} details::details-content { content-visibility: visible; block-size: auto }`);
    document.adoptedStyleSheets = [sheet];
  }

  /* No paint waits for the other script: the second frame comes after the first has been painted. */
  const fetchThen = () => document.head.append(Object.assign(document.createElement("script"), { src: then }));
  addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => requestAnimationFrame(fetchThen)));
}

/* Everything the portal does in the browser once a page is read and painted (first.js
   sets the theme before): the theme switch, the key that leads to the search box, suggestions under
   it, buttons and links that copy, what an address leads to unfolded, the way back from a source,
   and two columns that differ. Pages work without it. */
"use strict";

const root = document.documentElement;
const themes = ["system", "light", "dark"];

function rememberedTheme() {
  try {
    return localStorage.getItem("theme") || "system";
  } catch {
    return "system"; // Storage is refused, as in some private windows.
  }
}

function rememberTheme(theme) {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Storage is refused: the choice lasts for this page.
  }
}

function applyTheme(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function startThemeSwitch(button) {
  const label = button.querySelector("[data-label]");
  let theme = rememberedTheme();
  const show = () => {
    label.textContent = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    rememberTheme(theme);
    applyTheme(theme);
    show();
  });
  show();
  button.hidden = false;
}

function isTyping(element) {
  return element.isContentEditable || /^(input|select|textarea)$/i.test(element.tagName);
}

function searchOnSlash(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  event.preventDefault();
  document.querySelector("[type=search]")?.focus();
}

// What happened, in words for those who cannot see it.
const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
status.setAttribute("role", "status");

async function copy(text, element, said) {
  await navigator.clipboard.writeText(text);
  status.textContent = "Copied";
  element.dataset.words ??= element.textContent;
  element.textContent = said;
  setTimeout(() => {
    element.textContent = element.dataset.words;
  }, 2000);
}

function startCopyButton(button) {
  button.addEventListener("click", () => {
    const source = document.getElementById(button.dataset.copy);
    copy(source.value ?? source.innerText, button, "Copied");
  });
  button.hidden = false;
}

function copyRowLink(event) {
  const link = event.target.closest(".unfolding th > a");
  if (link && navigator.clipboard) copy(link.href, link, "✓");
}

function unfoldTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const folded = target?.closest("details") ?? target?.querySelector(":scope > th > details");
  if (folded) folded.open = true;
}

// From the source that a number leads to, back to what it stands beside.
function leadBack(event) {
  const number = event.target.closest("sup > a[href^='#']");
  const source = number && document.querySelector(number.hash);
  const place = number?.closest("main [id]");
  if (!source || !place) return;
  let back = source.querySelector(":scope > .button-quiet");
  back ??= source.appendChild(Object.assign(document.createElement("a"), { className: "button-quiet", textContent: "Back to where it is cited" }));
  back.href = `#${place.id}`;
}

// One framework is never shown twice: the column that showed the one now chosen takes the other's.
function startColumns(columns) {
  const [one, other] = columns.querySelectorAll("select");
  let shown = [one.value, other.value];
  columns.addEventListener("change", () => {
    if (one.value === other.value) {
      if (one.value === shown[0]) one.value = shown[1];
      else other.value = shown[0];
    }
    shown = [one.value, other.value];
  });
}

// The pattern “editable combobox with a list” of the ARIA Authoring Practices.
function startSuggestions(input) {
  const form = input.form;
  const list = form.appendChild(document.createElement("ul"));
  let waiting, chosen = -1;

  Object.assign(list, { className: "suggestions", id: `${input.id}-list`, role: "listbox", hidden: true });
  list.setAttribute("aria-label", "Suggestions");
  const set = (values) => Object.entries(values).forEach(([name, value]) => input.setAttribute(name, value));
  set({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": list.id });

  const choose = (place) => {
    chosen = place;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === place));
    set({ "aria-activedescendant": list.children[place]?.id ?? "" });
    list.children[place]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    clearTimeout(waiting);
    waiting = undefined;
    list.hidden = true;
    set({ "aria-expanded": false });
    choose(-1);
  };
  const go = (option) => location.assign(option.dataset.address);
  const show = ([, titles, kinds, addresses]) => {
    list.replaceChildren(...titles.map((title, at) => {
      const option = document.createElement("li");
      const kind = document.createElement("span");
      const { pathname, search, hash } = new URL(addresses[at]);
      Object.assign(option, { id: `${list.id}-${at}`, role: "option", textContent: title });
      option.dataset.address = pathname + search + hash;
      kind.textContent = kinds[at];
      option.append(" ", kind);
      return option;
    }));
    choose(-1);
    list.hidden = !titles.length;
    set({ "aria-expanded": !list.hidden });
    status.textContent = titles.length ? `${titles.length} suggestions` : "No suggestions";
  };
  const ask = async () => {
    const asked = input.value.trim();
    if (asked.length < 2) return close();
    const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(asked)}`).catch(() => null);
    // An answer that comes late, to other words or after Escape, is not shown.
    if (answer?.ok && waiting && asked === input.value.trim()) show(await answer.json());
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && count) close();
    else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen]);
    // One place more than there are suggestions: the words that were typed.
    else if (step && count) choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // The field keeps the focus.
  list.addEventListener("click", (event) => go(event.target.closest("li")));
}

document.addEventListener("keydown", searchOnSlash);
document.addEventListener("click", copyRowLink);
document.addEventListener("click", leadBack);
addEventListener("hashchange", unfoldTarget);
document.body.append(status);
document.querySelectorAll(".columns-shown").forEach(startColumns);
document.querySelectorAll(".theme-switch").forEach(startThemeSwitch);
document.querySelectorAll("[data-suggest]").forEach(startSuggestions);
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(startCopyButton);
unfoldTarget();
document.adoptedStyleSheets = []; // From here on, details elements say what is unfolded.
root.dataset.scripted = "";

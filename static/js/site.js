/* Everything the portal does in the browser: the theme before the first paint, then the theme
   switch, the key that leads to the search box, and buttons that copy. Pages work without it. */
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

function startCopyButton(button) {
  const said = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = said;
    }, 2000);
  });
  button.hidden = false;
}

applyTheme(rememberedTheme());
document.addEventListener("keydown", searchOnSlash);
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".theme-switch").forEach(startThemeSwitch);
  if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(startCopyButton);
});

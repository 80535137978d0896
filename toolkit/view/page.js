"use strict";
// Comfort on top of a page that is whole without it. The numbers in data-w tie pieces of the text
// (a.s), rows (.card) and the words of cells (a.w) together; they count within one article.
(() => {
  const root = document.documentElement;
  const articles = [...document.querySelectorAll(".article")];
  const pick = document.getElementById("pick");
  const find = document.getElementById("find");
  const bar = document.getElementById("selection");
  const wide = window.matchMedia("(min-width: 60rem)");
  let origin = null; // where Escape goes back to

  const numbers = (element) => element.dataset.w.split(" ").filter(Boolean);
  const all = (article, kind, wanted) =>
    wanted.flatMap((n) => [...article.querySelectorAll(`${kind}[data-w~="${n}"]`)]);

  function clear(name) {
    for (const element of document.querySelectorAll("." + name)) element.classList.remove(name);
  }

  // The elements that belong to a piece of text, to the words of a cell, or to a row.
  function related(element) {
    const article = element.closest(".article");
    const wanted = numbers(element);
    const pieces = all(article, ".s", wanted);
    const cells = all(article, ".w", wanted);
    if (element.matches(".s")) return [...pieces, ...cells, ...rowsOf(article, wanted)];
    const card = element.closest(".card");
    return [...pieces, card, ...cells.filter((cell) => card.contains(cell))];
  }

  // Rows in sight that rest on the words; where there are none, rows that the words only link.
  function rowsOf(article, wanted) {
    const own = all(article, ".card", wanted);
    const linked = all(article, ".w", wanted).map((cell) => cell.closest(".card"));
    return [...new Set(own.length ? own : linked)].filter((card) => card.getClientRects().length);
  }

  function mark(element, name) {
    clear(name);
    if (element) for (const other of related(element)) other.classList.add(name);
  }

  function carrier(target) {
    return target instanceof Element ? target.closest(".s, .w, .card") : null;
  }

  // ---- what is chosen stays marked, and the strip below says what it is

  function choose(element, from) {
    mark(element, "pin");
    origin = from || null;
    tell(element);
  }

  function release() {
    clear("pin");
    bar.hidden = true;
    bar.replaceChildren();
    if (origin && origin.isConnected) origin.focus();
    origin = null;
  }

  function link(text, target) {
    const made = document.createElement("a");
    made.textContent = text;
    made.href = "#" + target.id;
    return made;
  }

  function tell(element) {
    const article = element.closest(".article");
    const quoted = document.createElement("q");
    const chosen = numbers(element);
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close (Esc)";
    close.addEventListener("click", release);
    const links = [];
    if (element.matches(".card")) {
      links.push(rowLink(element, []));
    } else {
      quoted.textContent = shorten(wordsOf(article, innermost(article, chosen)));
      const cards = element.matches(".s") ? rowsOf(article, chosen) : [element.closest(".card")];
      for (const card of cards) links.push(rowLink(card, chosen));
    }
    bar.replaceChildren(...(quoted.textContent ? [quoted] : []), ...links, close);
    bar.hidden = false;
  }

  // A row's tag and heading, the cells in it that rest on the words, and the rules that read them.
  function rowLink(card, chosen) {
    const cells = all(card, ".w", chosen).map((words) => words.closest("tr"));
    const titles = cells.map((cell) => cell.cells[0].textContent);
    const rules = cells.flatMap((cell) => [...cell.querySelectorAll(".rule")]);
    const parts = [
      card.querySelector(".tag").textContent + " " + shorten(card.querySelector(".go").textContent),
      [...new Set(titles)].join(", "),
      [...new Set(rules.map((rule) => rule.textContent))].join(", "),
    ];
    return link(parts.filter(Boolean).join(" · "), card);
  }

  function wordsOf(article, number) {
    const pieces = number ? all(article, ".s", [number]) : [];
    return pieces.map((piece) => piece.textContent).join("");
  }

  function innermost(article, wanted) {
    const size = (n) => wordsOf(article, n).length;
    return wanted.reduce((best, n) => (size(n) < size(best) ? n : best), wanted[0]);
  }

  function shorten(text) {
    const letters = [...text];
    return letters.length > 60 ? letters.slice(0, 58).join("") + " …" : text;
  }

  // ---- going there and back

  function goToRow(card, from) {
    const details = card.querySelector("details");
    if (details) details.open = true;
    card.scrollIntoView({ block: "nearest" });
    const heading = card.querySelector("a.go");
    if (heading && from && from.matches(":focus-visible")) heading.focus({ preventScroll: true });
  }

  function goToWords(piece) {
    piece.scrollIntoView({ block: "center" });
    piece.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const piece = event.target.closest("a.s");
    const words = event.target.closest("a.w, a.go");
    const card = event.target.closest(".card");
    if (piece) {
      event.preventDefault();
      const rows = rowsOf(piece.closest(".article"), numbers(piece));
      if (!rows.length) return; // its tables are switched off
      choose(piece, piece);
      const chief = document.getElementById(piece.hash.slice(1));
      if (wide.matches) goToRow(rows.includes(chief) ? chief : rows[0], piece);
    } else if (words) {
      event.preventDefault();
      choose(words.matches(".w") ? words : card, words);
      goToWords(document.getElementById(words.hash.slice(1)));
    } else if (card && !event.target.closest("summary") && !String(window.getSelection())) {
      choose(card, null);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return release();
    const piece = event.target instanceof Element ? event.target.closest("a.s") : null;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!piece || !step) return;
    const stops = [...piece.closest(".text").querySelectorAll("a.s:not([tabindex])")];
    const next = stops[stops.indexOf(piece) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  for (const name of ["mouseover", "focusin"]) {
    document.addEventListener(name, (event) => mark(carrier(event.target), "hot"));
  }

  // ---- one article at a time; the address says which, and may name a row or words in it

  function show() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const shown = articles.find((article) => article.classList.contains("current"));
    const current = (target && target.closest(".article")) || shown || articles[0];
    if (!current) return;
    for (const article of articles) article.classList.toggle("current", article === current);
    if (pick) pick.value = current.id;
    if (target && target.matches(".card")) {
      choose(target, null);
      goToRow(target, null);
    } else if (target && target.matches(".s")) {
      choose(target, null);
      target.scrollIntoView({ block: "center" });
    } else if (target && target.matches(".rules tr")) {
      target.closest("details").open = true;
      target.scrollIntoView({ block: "center" });
    } else if (target === current) {
      release();
      window.scrollTo(0, 0);
    }
  }

  window.addEventListener("hashchange", show);
  if (pick) pick.addEventListener("change", () => { location.hash = pick.value; });

  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const card of document.querySelectorAll(".card")) {
      card.hidden = wanted !== "" && !card.textContent.toLowerCase().includes(wanted);
    }
  });

  // ---- on paper all cells are open
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  root.classList.add("js");
  show();
})();

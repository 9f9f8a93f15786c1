(() => {
  "use strict";
  const root = document.documentElement, main = document.getElementById("report");
  const by = (name) => document.getElementById(name);
  root.classList.add("js");

  /* ---- light and dark */
  const theme = by("theme"), wants = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (wants.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark; };
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
  wants.addEventListener("change", nameTheme);
  nameTheme();

  /* ---- tables: a heading sorts; the others together and the total stay at the end */
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort);
  };
  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b
    : typeof a === "number" ? 1 : typeof b === "number" ? -1
    : a.localeCompare(b, root.lang, { numeric: true });
  const sort = (head) => {
    const table = head.closest("table"), body = table.tBodies[0], column = head.cellIndex;
    const rows = [...body.rows], moved = rows.filter((row) => !row.matches(".rest,.total"));
    const first = head.classList.contains("n") ? "descending" : "ascending";
    const other = first === "descending" ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    for (const cell of head.parentNode.cells) cell.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    moved.sort((a, b) => sign * compare(valueOf(a, column), valueOf(b, column)));
    body.append(...moved, ...rows.filter((row) => !moved.includes(row)));
  };
  const makeSortable = (table) => {
    for (const head of table.querySelectorAll(".heads th")) {
      const button = document.createElement("button");
      button.type = "button";
      head.dataset.head = head.textContent; /* for print */
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(head));
    }
  };

  /* ---- figures: what a mark says, by pointer, touch and arrow keys */
  const rowOf = (key) => key && main.querySelector(`tr[data-key="${CSS.escape(key)}"]`);
  const fill = (card, mark) => {
    const row = rowOf(mark.dataset.id), name = document.createElement("strong");
    name.textContent = row ? row.cells[0].textContent : mark.dataset.title;
    card.replaceChildren(name);
    if (!row) return;
    const list = document.createElement("dl");
    const heads = row.closest("table").querySelectorAll(".heads th");
    for (let i = 1; i < row.cells.length; i++) {
      const pair = document.createElement("div"), term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = heads[i] ? heads[i].dataset.name : "";
      value.textContent = row.cells[i].textContent;
      pair.append(term, value);
      list.append(pair);
    }
    card.append(list);
  };
  const makeReadable = (picture) => {
    const svg = picture.querySelector("svg");
    const marks = svg ? [...svg.querySelectorAll("[data-id]")].filter((one) => one.querySelector(":scope>title")) : [];
    if (!marks.length) return;
    for (const mark of marks) { /* the card takes the place of the browser's own tip */
      const title = mark.querySelector(":scope>title");
      mark.dataset.title = title.textContent;
      title.remove();
    }
    const seen = new Set();
    const stops = marks.filter((mark) => !seen.has(mark.dataset.title) && seen.add(mark.dataset.title));
    const card = document.createElement("div");
    let at = -1, shown = null;
    card.className = "card";
    card.hidden = true;
    picture.append(card);
    picture.tabIndex = 0;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", svg.getAttribute("aria-label"));
    const mark = (one, on) => {
      one.classList.toggle("on", on);
      const row = rowOf(one.dataset.id);
      if (row) row.classList.toggle("on", on);
    };
    const hide = () => { if (shown) mark(shown, false); shown = null; card.hidden = true; };
    const show = (one) => {
      hide();
      shown = one;
      mark(one, true);
      fill(card, one);
      const box = one.getBoundingClientRect(), all = picture.getBoundingClientRect();
      card.classList.toggle("end", (box.left + box.right) / 2 < (all.left + all.right) / 2);
      card.hidden = false;
    };
    const reached = (event) => event.target.closest && event.target.closest("[data-title]");
    picture.addEventListener("pointerover", (event) => { const one = reached(event); if (one) show(one); });
    picture.addEventListener("pointerleave", hide);
    picture.addEventListener("click", (event) => { const one = reached(event); if (one) show(one); });
    picture.addEventListener("blur", hide);
    picture.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") { hide(); return; }
      if (event.key === "Home" || event.key === "End") at = event.key === "Home" ? 0 : stops.length - 1;
      else if (step) at = at < 0 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length;
      else return;
      event.preventDefault();
      show(stops[at]);
      stops[at].scrollIntoView({ block: "nearest", inline: "nearest" });
      by("said").textContent = stops[at].dataset.title;
    });
  };

  /* ---- what is wider than the page: its edge fades where there is more, and the keyboard reaches it */
  const showMore = (box) => {
    const room = box.scrollWidth - box.clientWidth, from = Math.abs(box.scrollLeft);
    const behind = from > 4, ahead = room - from > 4, leftward = root.dir === "rtl";
    box.classList.toggle("more-left", leftward ? ahead : behind);
    box.classList.toggle("more-right", leftward ? behind : ahead);
    if (room > 4 && !box.nextElementSibling?.matches(".hint")) {
      const hint = document.createElement("p");
      hint.className = "hint";
      hint.setAttribute("aria-hidden", "true");
      hint.textContent = main.dataset.more;
      box.after(hint);
    }
    if (room > 4 && !box.hasAttribute("tabindex")) {
      const name = box.closest("figure,.table")?.querySelector("h3");
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      if (name) box.setAttribute("aria-label", name.textContent);
    }
  };
  const measure = () => main.querySelectorAll(".scroll,.picture").forEach(showMore);
  main.addEventListener("scroll", (event) => { if (event.target.matches?.(".scroll,.picture")) showMore(event.target); }, true);
  addEventListener("resize", measure);

  const enliven = () => {
    main.querySelectorAll("table.sortable").forEach(makeSortable);
    main.querySelectorAll(".picture").forEach(makeReadable);
    measure();
  };

  /* ---- months */
  const slider = by("slider");
  if (slider) {
    const months = JSON.parse(by("months").textContent), kept = new Map();
    const columns = [...document.querySelectorAll(".columns li")];
    for (const one of document.querySelectorAll("template[data-month]")) kept.set(one.dataset.month, one);
    const own = document.createElement("template");
    own.innerHTML = main.innerHTML;
    kept.set(months[slider.value][0], own);
    const title = document.title, first = months[slider.value][1];
    const name = (index) => {
      slider.setAttribute("aria-valuetext", months[index][2]);
      by("earlier").disabled = index === 0;
      by("later").disabled = index === months.length - 1;
    };
    const turn = (index) => {
      const [id, label, said] = months[index];
      slider.value = index;
      main.replaceChildren(kept.get(id).content.cloneNode(true));
      by("month-name").textContent = by("title-month").textContent = label;
      document.title = title.replace(first, label);
      columns.forEach((one, i) => one.classList.toggle("now", i === index));
      name(index);
      by("said").textContent = said;
      enliven();
    };
    slider.addEventListener("input", () => turn(Number(slider.value)));
    by("earlier").addEventListener("click", () => turn(Math.max(0, Number(slider.value) - 1)));
    by("later").addEventListener("click", () => turn(Math.min(months.length - 1, Number(slider.value) + 1)));
    columns.forEach((one, i) => one.addEventListener("click", () => turn(i)));
    name(Number(slider.value));
    const asked = () => { /* report.html#2021-10 opens at that month */
      const index = months.findIndex(([id]) => `#${id}` === location.hash);
      if (index < 0 || index === Number(slider.value)) return false;
      turn(index);
      return true;
    };
    addEventListener("hashchange", asked);
    if (asked()) return;
  }
  enliven();
})();

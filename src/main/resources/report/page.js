"use strict";
// What every page has: downloads of charts, links that open what they point at, keys, light or dark.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity",
    "font-size", "font-weight", "text-anchor", "font-variant-numeric"];
  const ROW = { height: 34, name: 250, plot: 380, numbers: 230 };
  const root = document.documentElement;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function svgElement(tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // Light or dark: what the reader's system says, until the button is pressed.
  function scheme() {
    return root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  function startTheme() {
    const button = document.getElementById("theme");
    if (!button) return;
    button.hidden = false;
    const say = () => { button.textContent = scheme() === "dark" ? "Light" : "Dark"; };
    button.addEventListener("click", () => {
      root.dataset.theme = scheme() === "dark" ? "light" : "dark";
      say();
    });
    say();
  }

  // A file of its own: every element says itself how it looks, on white.
  function styled(original) {
    const copy = original.cloneNode(true);
    const from = [original, ...original.querySelectorAll("*")];
    const to = [copy, ...copy.querySelectorAll("*")];
    from.forEach((element, i) => {
      const style = getComputedStyle(element);
      for (const name of KEPT) {
        const value = style.getPropertyValue(name);
        if (value) to[i].setAttribute(name, value);
      }
      to[i].removeAttribute("class");
    });
    return copy;
  }

  function viewBox(svg) {
    return (svg.getAttribute("viewBox") || svg.getAttribute("viewbox") || "0 0 360 30").split(/\s+/).map(Number);
  }

  function single(figure) {
    const svg = figure.querySelector("svg");
    const [, , width, height] = viewBox(svg);
    const whole = styled(svg);
    whole.removeAttribute("viewbox");
    whole.setAttribute("viewBox", `-12 -12 ${width + 24} ${height + 24}`);
    whole.setAttribute("width", width + 24);
    whole.setAttribute("height", height + 24);
    whole.prepend(svgElement("rect", { x: -12, y: -12, width: width + 24, height: height + 24, fill: "#fff" }));
    return whole;
  }

  // Rows of a name, a drawing and its numbers become one drawing.
  function composed(figure) {
    const rows = [...figure.querySelectorAll("h3, .forest-row")];
    const width = ROW.name + ROW.plot + ROW.numbers + 40;
    const whole = svgElement("svg", { width, height: rows.length * ROW.height + 40 });
    whole.setAttribute("viewBox", `0 0 ${width} ${rows.length * ROW.height + 40}`);
    whole.append(svgElement("rect", { width: "100%", height: "100%", fill: "#fff" }));
    const words = (text, x, y, more) => whole.append(svgElement("text",
      { x, y, "font-size": 12, fill: "#1d1f22", ...more }, text));
    rows.forEach((row, i) => {
      const y = 20 + i * ROW.height;
      if (row.tagName === "H3") {
        words(row.textContent, 10, y + 20, { "font-weight": 600 });
        return;
      }
      const clean = (part) => (part ? part.textContent.replace(/\s+/g, " ").trim() : "");
      words(clean(row.querySelector(".forest-name")).slice(0, 46), 10, y + 18);
      words(clean(row.querySelector(".forest-numbers")), width - 10, y + 18, { "text-anchor": "end" });
      const svg = row.querySelector("svg");
      if (svg) {
        const [, , w, h] = viewBox(svg);
        const part = styled(svg);
        part.removeAttribute("viewbox");
        part.setAttribute("viewBox", `0 0 ${w} ${h}`);
        part.setAttribute("x", ROW.name + 10);
        part.setAttribute("y", y + (ROW.height - h) / 2 - 2);
        part.setAttribute("width", ROW.plot);
        part.setAttribute("height", h);
        part.setAttribute("overflow", "visible");
        whole.append(part);
      }
    });
    return whole;
  }

  function svgText(figure) {
    const before = root.dataset.theme;
    root.dataset.theme = "light";
    let drawing;
    try {
      drawing = figure.querySelector(".forest-row") ? composed(figure) : single(figure);
    } finally {
      if (before) root.dataset.theme = before;
      else delete root.dataset.theme;
    }
    drawing.setAttribute("xmlns", SVG);
    drawing.setAttribute("font-family", "Helvetica, Arial, sans-serif");
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(drawing);
  }

  // A text that a spreadsheet would take for a formula is led by an apostrophe; numbers are not.
  function cell(value) {
    let text = String(value);
    if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[0-9.]+(e[+-]?[0-9]+)?$/i.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csvText(figure) {
    const data = figure.querySelector("script.chart-data");
    let rows;
    if (data) {
      const parsed = JSON.parse(data.textContent);
      rows = [parsed.columns, ...parsed.rows];
    } else {
      const table = figure.querySelector("table") || document.getElementById(figure.dataset.table);
      rows = [...table.rows].map((row) => [...row.cells].map((each) =>
        each.textContent.replace(/\s+/g, " ").trim().replace(/\u2212/g, "-")));
    }
    return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  function save(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = element("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  function startCharts() {
    for (const figure of document.querySelectorAll("figure.chart")) {
      const name = figure.dataset.name.replace(/[^A-Za-z0-9._-]+/g, "-");
      const bar = element("p", "chart-tools");
      const offer = (words, make, type) => {
        const button = element("button", "", words);
        button.type = "button";
        button.setAttribute("aria-label", words + " of " + figure.dataset.name);
        button.addEventListener("click", () =>
          save(name + "." + words.toLowerCase(), type, make(figure)));
        bar.append(button);
      };
      if (figure.querySelector("svg:not(.shape)")) offer("SVG", svgText, "image/svg+xml");
      offer("CSV", csvText, "text/csv;charset=utf-8");
      figure.append(bar);
    }
  }

  // A link opens what encloses its target, and reading goes on there.
  function followLink() {
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  }

  // Keys: never while something is written, never with a modifier.
  const items = () => [...document.querySelectorAll(".prediction, .transcript, .item, .matrix tbody tr")]
    .filter((item) => item.getClientRects().length);

  function move(step) {
    const all = items();
    if (!all.length) return;
    const now = document.activeElement && document.activeElement.closest(".prediction, .transcript, .item, .matrix tbody tr");
    let next = all.indexOf(now) + step;
    if (!now) {
      next = all.findIndex((item) => item.getBoundingClientRect().bottom > 0);
      if (step < 0) next -= 1;
    }
    const item = all[Math.max(0, Math.min(all.length - 1, next))];
    const takes = item.querySelector(":scope > summary") || item;
    if (takes === item && !item.hasAttribute("tabindex")) item.setAttribute("tabindex", "-1");
    takes.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const item = document.activeElement && document.activeElement.closest(".prediction, .transcript, .item");
    const details = item && (item.tagName === "DETAILS" ? item : item.querySelector("details"));
    if (details) details.open = !details.open;
  }

  function startKeys() {
    const dialog = document.getElementById("keys");
    document.addEventListener("keydown", (event) => {
      const writing = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && writing) {
        writing.blur();
        return;
      }
      if (writing || (dialog && dialog.open)) return;
      const search = document.getElementById("filter-text");
      switch (event.key) {
        case "/":
          if (!search) return;
          search.focus();
          break;
        case "j": move(1); break;
        case "k": move(-1); break;
        case "o": open(); break;
        case "?":
          if (!dialog) return;
          dialog.showModal();
          break;
        default: return;
      }
      event.preventDefault();
    });
    const button = document.getElementById("show-keys");
    if (button && dialog) {
      button.hidden = false;
      button.addEventListener("click", () => dialog.showModal());
    }
  }

  startTheme();
  startCharts();
  startKeys();
  window.addEventListener("hashchange", followLink);
  followLink();
})();

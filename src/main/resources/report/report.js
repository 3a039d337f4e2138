"use strict";
// Shows the transcripts of the page. Every text goes in as text; nothing is ever parsed as HTML.
(() => {
  const PAGE = 25;
  const GLANCE = 160;
  const MOST_MARKS = 400;
  const PAUSE_BEFORE_SEARCH_MS = 120;
  const byId = (id) => document.getElementById(id);
  const fields = ["text", "suite", "arm", "label", "outcome", "probe", "sample"];
  const field = Object.fromEntries(fields.map((name) => [name, byId("filter-" + name)]));
  const loaded = new Map();
  let found = [];
  let page = 0;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function outcomes(transcript) {
    return transcript.failure ? ["failed"] : transcript.turns.map((turn) => turn.outcome);
  }

  function labels(transcript) {
    return transcript.turns.flatMap((turn) =>
      turn.labels.map((label) => label.by + ": " + label.label));
  }

  // A suite is parsed when it is first looked at, and its texts are folded for search only once.
  function ofSuite(suite) {
    if (!loaded.has(suite)) {
      const source = byId("transcripts-" + suite);
      const all = source ? JSON.parse(source.textContent) : [];
      for (const transcript of all) {
        transcript.suite = suite;
        transcript.outcomes = outcomes(transcript);
        transcript.names = labels(transcript);
      }
      loaded.set(suite, all);
    }
    return loaded.get(suite);
  }

  const suites = [...field.suite.options].map((option) => option.value).filter(Boolean);

  function transcripts() {
    return field.suite.value ? ofSuite(field.suite.value) : suites.flatMap(ofSuite);
  }

  // Parsing and folding go on between frames, so that the first search need not wait for them.
  function prepare(deadline) {
    for (const suite of suites) {
      if (!loaded.has(suite)) {
        ofSuite(suite);
        requestIdleCallback(prepare);
        return;
      }
    }
    for (const suite of suites) {
      for (const transcript of loaded.get(suite)) {
        if (transcript.folded === undefined) {
          folded(transcript);
          if (deadline.timeRemaining() < 2) {
            requestIdleCallback(prepare);
            return;
          }
        }
      }
    }
  }

  function folded(transcript) {
    if (transcript.folded === undefined) {
      transcript.folded = [transcript.probe, transcript.arm, transcript.failure,
        ...transcript.turns.flatMap((turn) => [turn.user, turn.prefill, turn.reply, ...turn.calls])].join("\n").toLowerCase();
    }
    return transcript.folded;
  }

  function fill(select, values, any) {
    const kept = select.value;
    select.replaceChildren();
    const first = element("option", "", any);
    first.value = "";
    select.append(first);
    for (const value of [...new Set(values)].sort()) {
      const option = element("option", "", value);
      option.value = value;
      select.append(option);
    }
    select.value = kept;
    if (select.selectedIndex < 0) select.value = "";
  }

  function fillFilters() {
    const all = transcripts();
    fill(field.arm, all.map((transcript) => transcript.arm), "every arm");
    fill(field.label, all.flatMap((transcript) => transcript.names), "any");
    fill(field.outcome, all.flatMap((transcript) => transcript.outcomes), "any");
  }

  function matching() {
    const wanted = words();
    const { arm, label, outcome, probe } = field;
    const probes = [probe.value, ...probe.value.split(/,\s*/)];
    return transcripts().filter((transcript) =>
      (!arm.value || transcript.arm === arm.value) &&
      (!label.value || transcript.names.includes(label.value)) &&
      (!outcome.value || transcript.outcomes.includes(outcome.value)) &&
      (!probe.value || probes.includes(transcript.probe)) &&
      wanted.every((word) => folded(transcript).includes(word)));
  }

  function words() {
    return field.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  }

  // A text with what was searched for marked in it; texts that fold to another length stay plain.
  function marked(text) {
    const low = text.toLowerCase();
    const wanted = words();
    if (!wanted.length || low.length !== text.length) return [text];
    const parts = [];
    let at = 0;
    while (at < text.length && parts.length < MOST_MARKS) {
      let next = -1;
      let length = 0;
      for (const word of wanted) {
        const place = low.indexOf(word, at);
        if (place >= 0 && (next < 0 || place < next || (place === next && word.length > length))) {
          next = place;
          length = word.length;
        }
      }
      if (next < 0) break;
      if (next > at) parts.push(text.slice(at, next));
      parts.push(element("mark", "", text.slice(next, next + length)));
      at = next + length;
    }
    if (at < text.length) parts.push(text.slice(at));
    return parts;
  }

  function message(speaker, text, className) {
    const box = element("div", "message " + className);
    const said = element("pre");
    said.append(...marked(text));
    said.dir = "auto";
    box.append(element("h4", "", speaker), said);
    return box;
  }

  function said(spoken) {
    return [spoken.reply, ...spoken.calls.map((call) => "calls " + call)].filter(Boolean).join("\n");
  }

  function turn(spoken, transcript) {
    const failure = transcript.failure;
    const asked = transcript.raw ? "raw text, outside any dialogue" : "user";
    const parts = [message(asked, spoken.user, "user")];
    if (spoken.prefill) parts.push(message("reply, as begun for the model", spoken.prefill, "reply"));
    if (failure) return parts;
    const finish = spoken.finish ? ", finish reason " + spoken.finish : "";
    const from = spoken.prefill ? "reply from there" : transcript.raw ? "what follows" : "reply";
    const reply = message(from + " (" + spoken.outcome + finish + ")", said(spoken), "reply");
    if (spoken.labels.length) {
      const list = element("ul", "labels");
      for (const label of spoken.labels) {
        const detail = label.detail ? " (" + label.detail + ")" : "";
        const why = label.evidence ? ". " + label.evidence : "";
        list.append(element("li", "", label.by + ": " + label.label + detail + why));
      }
      reply.append(list);
    }
    parts.push(reply);
    return parts;
  }

  function suiteName(suite) {
    return [...field.suite.options].find((option) => option.value === suite).textContent;
  }

  function row(transcript) {
    const details = element("details", "transcript");
    details.id = "trial=" + transcript.trial;
    const summary = element("summary");
    const labelled = transcript.failure ? "failed" : transcript.names.join(", ") || "unlabelled";
    const sample = transcript.drawn ? " · drawn" : "";
    const chosen = transcript.chosen ? " · chosen" : "";
    const of = field.suite.value ? "" : suiteName(transcript.suite) + " · ";
    summary.append(element("span", "where", of + transcript.arm + " · " + transcript.probe + " · repeat " +
      transcript.repeat + " · " + labelled + sample + chosen));
    const last = transcript.turns.length ? said(transcript.turns[transcript.turns.length - 1]) : "";
    const glance = (transcript.failure || last).replace(/\s+/g, " ").slice(0, GLANCE);
    summary.append(element("span", "glance", glance || "(no text)"));
    details.append(summary);
    details.addEventListener("toggle", () => {
      if (!details.open || details.childElementCount > 1) return;
      if (transcript.shown) {
        details.append(element("p", "note", transcript.shown === 1
          ? "One message stood before these." : transcript.shown + " messages stood before these."));
      }
      for (const spoken of transcript.turns) details.append(...turn(spoken, transcript));
      if (transcript.failure) details.append(message("no reply", transcript.failure, "reply"));
      const link = element("a", "", "Trial " + transcript.trial);
      link.href = "#trial=" + transcript.trial;
      const note = element("p", "note");
      note.append(link);
      details.append(note);
    });
    return details;
  }

  function column(title, rows) {
    const box = element("div");
    box.append(element("h3", "", title + " (" + rows.length + ")"));
    box.append(...rows.slice(0, PAGE).map(row));
    if (rows.length > PAGE) {
      box.append(element("p", "note", rows.length - PAGE + " more: show the chosen ones, or narrow by arm."));
    }
    return box;
  }

  function show() {
    const beside = field.sample.value === "beside";
    const results = byId("results");
    results.replaceChildren();
    byId("pages").hidden = beside || found.length <= PAGE;
    if (beside) {
      const columns = element("div", "columns");
      columns.append(
        column("Drawn at random", found.filter((transcript) => transcript.drawn)),
        column("Chosen: the primary’s most extreme probes", found.filter((transcript) => transcript.chosen)));
      results.append(columns);
      return;
    }
    results.append(...found.slice(page * PAGE, (page + 1) * PAGE).map(row));
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    byId("page-number").textContent = "page " + (page + 1) + " of " + pages;
    byId("page-before").disabled = page === 0;
    byId("page-after").disabled = page >= pages - 1;
  }

  function search() {
    const all = matching();
    const sample = field.sample.value;
    found = sample === "all" ? all : all.filter((transcript) =>
      sample === "beside" ? transcript.drawn || transcript.chosen : transcript[sample]);
    page = 0;
    byId("matches").textContent = found.length + " of " + transcripts().length +
      " transcripts " + (field.suite.value ? "of this suite" : "of all suites") + " are shown" + (all.length > found.length
        ? "; " + (all.length - found.length) + " more match and are neither drawn nor chosen as asked" : "");
    show();
  }

  function turnPage(step) {
    page += step;
    show();
    byId("matches").scrollIntoView({ block: "start" });
  }

  function openProbe(button) {
    byId("filters").reset();
    field.suite.value = button.dataset.suite;
    fillFilters();
    for (const name of ["arm", "label", "outcome"]) field[name].value = "";
    field.probe.value = button.dataset.probe;
    field.sample.value = "all";
    search();
    byId("transcripts").scrollIntoView({ block: "start" });
    field.text.focus({ preventScroll: true });
  }

  // Narrowing a search means looking for something, which a sample may not hold.
  function widen() {
    if (field.sample.value === "beside") field.sample.value = "all";
  }

  function openTrial(trial) {
    const suite = suites.find((each) => ofSuite(each).some((transcript) => transcript.trial === trial));
    if (suite === undefined) return false;
    byId("filters").reset();
    field.suite.value = suite;
    fillFilters();
    field.sample.value = "all";
    found = ofSuite(suite).filter((transcript) => transcript.trial === trial);
    page = 0;
    byId("matches").textContent = "1 of " + ofSuite(suite).length + " transcripts of this suite is shown: trial " + trial;
    show();
    const details = byId("results").querySelector("details");
    details.open = true;
    details.querySelector("summary").focus({ preventScroll: true });
    details.scrollIntoView({ block: "start" });
    return true;
  }

  // A link may carry a search: #transcripts?text=WORDS&suite=0&arm=A&sample=all&open=1
  function followLink() {
    if (location.hash.startsWith("#trial=")) return openTrial(location.hash.slice("#trial=".length));
    const [place, query] = location.hash.split("?", 2);
    if (place !== "#transcripts" || !query) return false;
    const asked = new URLSearchParams(query);
    byId("filters").reset();
    field.suite.value = asked.has("suite") ? asked.get("suite") : suites[0];
    fillFilters();
    for (const name of fields) {
      if (name !== "suite" && asked.has(name)) field[name].value = asked.get(name);
    }
    if (!asked.has("sample")) field.sample.value = "all";
    search();
    if (asked.get("open")) {
      for (const details of byId("results").querySelectorAll("details")) details.open = true;
    }
    byId("transcripts").scrollIntoView({ block: "start" });
    return true;
  }

  function start() {
    byId("filters").hidden = false;
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    if (suites.length) field.suite.value = suites[0];
    fillFilters();
    let waiting = 0;
    for (const name of ["text", "probe"]) {
      field[name].addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => { widen(); search(); }, PAUSE_BEFORE_SEARCH_MS);
      });
    }
    field.suite.addEventListener("change", () => { fillFilters(); search(); });
    for (const name of ["arm", "sample"]) field[name].addEventListener("change", search);
    for (const name of ["label", "outcome"]) {
      field[name].addEventListener("change", () => { widen(); search(); });
    }
    byId("filter-reset").addEventListener("click", () => setTimeout(() => {
      field.suite.value = suites[0];
      fillFilters();
      search();
    }));
    byId("page-before").addEventListener("click", () => turnPage(-1));
    byId("page-after").addEventListener("click", () => turnPage(1));
    for (const button of document.querySelectorAll(".open-probe")) {
      button.addEventListener("click", () => openProbe(button));
    }
    window.addEventListener("hashchange", followLink);
    if (!followLink()) search();
    if (window.requestIdleCallback) requestIdleCallback(prepare);
  }

  if (document.querySelector("#filter-suite option")) start();
})();

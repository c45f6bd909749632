// The planner: notes on each element of the outline, kept in this browser, with progress, exports and files.
(() => {
  const { canonical, download, get, keep, link, make, read, say, siteTitle, watch } = clearinghouse;
  const form = document.querySelector("[data-planner]");
  if (!form) return;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const choice = (name) => document.getElementById(`planner-${name}`);
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const kind = "clearinghouse planner";
  const edition = form.dataset.edition;

  const items = [...document.querySelectorAll("[data-element]")].map((node) => {
    const text = (selector) => node.querySelector(selector)?.textContent.trim() ?? "";
    return {
      node, id: node.dataset.element, part: node.closest("[data-part]"),
      programs: node.dataset.programs.split(" ").filter(Boolean),
      code: text(".code"), title: text("h3 span + span"), need: text(".need"), question: text(".prompt"),
      law: text(".law"), url: node.querySelector(".card-meta a").href,
      mark: make("span", { class: "tag", hidden: true }, "Notes"),
    };
  });
  const known = new Map(items.map((item) => [item.id, item]));

  // MARK: What is kept, in the browser and in files: one form for both.

  const blank = () => ({ kind, version: 1, edition, state: "", type: "unified", programs: boxes.filter((box) => box.name === "core").map((box) => box.value), notes: {} });

  // Throws in words what is wrong; takes over only what has the right type.
  function parse(text) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      throw new Error("It holds no data that this page can read.");
    }
    if (data?.kind !== kind) throw new Error("It was not saved by this planner.");
    if (data.version !== 1) throw new Error("It was saved by a newer version of the planner.");
    if (typeof data.notes !== "object" || data.notes === null || Array.isArray(data.notes)) throw new Error("It has no notes.");
    const notes = Object.entries(data.notes)
      .filter(([id, note]) => /^[a-z0-9-]+$/.test(id) && typeof note === "string" && note !== "");
    const has = (select, value) => [...select.options].some((option) => option.value === value);
    return {
      ...blank(),
      state: has(choice("state"), data.state) ? data.state : "",
      type: has(choice("type"), data.type) ? data.type : "unified",
      programs: Array.isArray(data.programs) ? boxes.map((box) => box.value).filter((id) => data.programs.includes(id)) : blank().programs,
      notes: Object.fromEntries(notes),
    };
  }
  function load() {
    const text = read("planner");
    if (text === null) return blank();
    try {
      return parse(text);
    } catch {
      // Whatever it is, it is not ours to throw away.
      keep("planner-unread", text);
      return blank();
    }
  }

  let plan = load();
  const changed = new Set();
  let waiting;

  // Another tab may have written other notes meanwhile: only what was changed here is written over them.
  function save() {
    clearTimeout(waiting);
    if (changed.size) {
      const notes = { ...load().notes };
      for (const id of changed) {
        if (plan.notes[id]) notes[id] = plan.notes[id];
        else delete notes[id];
      }
      plan.notes = notes;
      changed.clear();
    }
    store();
  }
  function store() {
    const trouble = keep("planner", JSON.stringify(plan));
    const place = find("planner-trouble");
    place.hidden = !trouble;
    place.textContent = trouble && `${trouble} Your notes are still on this page, and are lost when you leave it. Save them to a file now.`;
  }

  // MARK: The form

  const isShown = (item) => !item.node.hidden;
  const fits = (item) => item.programs.length === 0
    || item.programs.some((id) => boxes.some((box) => box.value === id && box.checked && (box.name === "core" || plan.type === "combined")));

  function showForm() {
    choice("state").value = plan.state;
    choice("type").value = plan.type;
    for (const box of boxes) box.checked = plan.programs.includes(box.value);
  }
  function showList() {
    find("partners").hidden = plan.type !== "combined";
    const counted = boxes.filter((box) => box.checked && (box.name === "core" || plan.type === "combined"));
    find("program-count").textContent = `(${counted.length} chosen)`;
    const [part, show] = [choice("part").value, choice("show").value];
    for (const item of items) {
      const started = Boolean(plan.notes[item.id]);
      item.node.hidden = !fits(item) || (part !== "" && item.part.dataset.part !== part)
        // An element that is being written does not vanish under the writer's hands.
        || (show === "started" && !started || show === "open" && started) && !item.node.contains(document.activeElement);
    }
    for (const part of document.querySelectorAll("[data-part]")) part.hidden = !part.querySelector(".item:not([hidden])");
    find("planner-none").hidden = items.some(isShown);
    showProgress();
  }
  function showProgress() {
    for (const item of items) item.mark.hidden = !plan.notes[item.id];
    const fitting = items.filter(fits);
    const started = fitting.filter((item) => plan.notes[item.id]).length;
    const others = Object.keys(plan.notes).length - started;
    const bar = form.querySelector("progress");
    bar.max = fitting.length || 1;
    bar.value = started;
    const text = `${started} of ${fitting.length} elements started`
      + (others ? `; ${others} more with notes ${others === 1 ? "does" : "do"} not fit the programs` : "");
    const place = document.getElementById("planner-started");
    if (place.textContent !== text) place.textContent = text;
  }

  // MARK: One element

  let leads = {};
  let answers = {};
  const absent = {
    "by reference": "The plan points to another document:",
    "not applicable": "Not applicable: the last plan says that the element does not apply.",
    "not found": "Not found: the full plan was read, and no section answers the element.",
  };
  const stateName = () => (plan.state ? choice("state").selectedOptions[0].textContent : "");

  // Filled when it is opened; 238 text fields at once would make the page slow.
  function fill(item) {
    if (!item.field) {
      const id = `notes-${item.id}`;
      item.field = make("textarea", { id, rows: "5", input() {
        plan.notes[item.id] = this.value;
        if (this.value === "") delete plan.notes[item.id];
        changed.add(item.id);
        showProgress();
        clearTimeout(waiting);
        waiting = setTimeout(save, 400);
      }, change: save });
      item.before = make("div", { class: "answer-before" });
      item.leads = make("div", { class: "leads" });
      item.node.append(item.before, item.leads, make("label", { for: id }, `Notes for ${item.code}`), item.field);
    }
    if (document.activeElement !== item.field) item.field.value = plan.notes[item.id] ?? "";
    const answer = answers[item.id];
    item.before.replaceChildren(...!plan.state ? [] : [
      make("p", { class: "lead-title" }, `${stateName()}’s last answer`),
      ...!answer ? [make("p", { class: "quiet" }, "Not yet coded: this site has no text of the last plan for this element.")]
      : answer.extract ? [
        make("blockquote", {}, make("p", {}, answer.extract)),
        make("p", { class: "card-meta" }, make("a", { href: link(answer.url) }, `${stateName()}, ${answer.cycle}`), answer.is_summary ? ", editor’s summary" : ""),
      ] : [make("p", { class: "quiet" }, [absent[answer.coverage], answer.place].filter(Boolean).join(" "))],
    ]);
    const lists = leadsOf(item).map(({ label, entries }) => make("div", {}, make("p", { class: "lead-title" }, label),
      make("ul", {}, ...entries.map((entry) => make("li", {}, make("a", { href: link(entry.url) }, entry.title), entry.note ? `, ${entry.note}` : "")))));
    item.leads.replaceChildren(...lists);
  }
  function leadsOf(item) {
    const own = leads[item.id] ?? {};
    return [
      { label: "Practices to look at", entries: own.practices ?? [] },
      { label: "States to look at", entries: (own.states ?? []).filter((entry) => entry.jurisdiction !== plan.state).slice(0, 3) },
    ].filter(({ entries }) => entries.length);
  }
  const refill = () => items.filter((item) => item.node.open).forEach(fill);

  async function loadLeads() {
    try {
      leads = (await get(form.dataset.leads)).elements;
    } catch {
      say("Practices and states to look at could not be read. Notes and exports work.");
    }
    refill();
  }
  async function loadAnswers() {
    const state = plan.state;
    const url = choice("state").selectedOptions[0].dataset.answers;
    answers = {};
    if (url) {
      try {
        const found = (await get(url)).elements;
        if (state !== plan.state) return;
        answers = found;
      } catch {
        say("The last answers could not be read. Notes and exports work.");
      }
    }
    refill();
  }

  // MARK: Exports and files

  const name = () => `state-plan-worksheet${plan.state ? `-${plan.state}` : ""}`;
  const today = () => new Date().toLocaleDateString("en-US", { dateStyle: "long" });
  const absolute = (url) => new URL(url, canonical).href;

  // The shown elements as one list of paragraphs, from which each kind of file is written.
  function worksheet() {
    const title = `State plan worksheet${plan.state ? `: ${stateName()}` : ""}`;
    const list = [{ style: "Title", runs: [{ text: title }] }];
    const add = (style, ...runs) => list.push({ style, runs });
    const labeled = (label, text) => text && add("", { text: `${label}: `, bold: true }, { text });
    const lines = (text) => text.split(/\r?\n/).filter((line) => line.trim()).forEach((line) => add("", { text: line }));
    add("", { text: `${siteTitle}, ${today()}. Requirements and questions are in plain words; the federal text is what counts.` });
    let part;
    for (const item of items.filter(isShown)) {
      if (item.part !== part) add("Heading1", { text: item.part.querySelector("h2").textContent });
      part = item.part;
      add("Heading2", { text: `${item.code} ${item.title}` });
      labeled("Requirement", item.need);
      labeled("Question", item.question);
      labeled("Law", item.law);
      const answer = answers[item.id];
      if (answer?.extract) {
        add("Heading3", { text: `Last answer (${answer.cycle}${answer.is_summary ? ", editor’s summary" : ""})` });
        add("Quote", { text: answer.extract });
        add("", { text: "The whole answer", url: absolute(answer.url) });
      }
      for (const { label, entries } of leadsOf(item)) {
        add("Heading3", { text: label });
        for (const entry of entries) add("", { text: entry.title, url: absolute(entry.url) }, { text: entry.note ? `, ${entry.note}` : "" });
      }
      add("Heading3", { text: "Notes" });
      if (plan.notes[item.id]?.trim()) lines(plan.notes[item.id]);
      else add("", { text: "No notes yet." });
    }
    const strangers = Object.keys(plan.notes).filter((id) => !known.has(id));
    if (strangers.length) add("Heading1", { text: "Notes on elements that this outline does not have" });
    for (const id of strangers) {
      add("Heading2", { text: id });
      lines(plan.notes[id]);
    }
    return { title, list };
  }
  function markdown(list) {
    const marks = { Title: "# ", Heading1: "## ", Heading2: "### ", Heading3: "#### ", Quote: "> " };
    return list.map(({ style, runs }) => (marks[style] ?? "") + runs.map(({ text, url, bold }) =>
      url ? `[${text}](${url})` : bold ? `**${text.trim()}** ` : text).join("")).join("\n\n") + "\n";
  }

  find("word").addEventListener("click", () => {
    const { title, list } = worksheet();
    download(`${name()}.docx`, wordDocument.type, wordDocument.make(title, list));
  });
  find("markdown").addEventListener("click", () => download(`${name()}.md`, "text/markdown", markdown(worksheet().list)));
  find("print").addEventListener("click", () => print());
  find("save").addEventListener("click", () => {
    save();
    download(`${name()}.json`, "application/json", JSON.stringify(plan, null, 2));
    say("The notes are saved to a file. Load it here on any computer.");
  });
  choice("file").addEventListener("change", async () => {
    const [file] = choice("file").files;
    if (!file) return;
    try {
      if (file.size > 20e6) throw new Error("It is larger than 20 MB.");
      const loaded = parse(await file.text());
      const count = Object.keys(plan.notes).length;
      const incoming = Object.keys(loaded.notes).length;
      if (count === 0 || confirm(`Replace the notes in this browser (${count}) by those of the file (${incoming})?`)) {
        plan = loaded;
        changed.clear();
        store();
        showForm();
        showList();
        refill();
        loadAnswers();
        say(`Loaded: ${incoming} ${incoming === 1 ? "element" : "elements"} with notes.`);
      }
    } catch (error) {
      say(`“${file.name}” was not loaded. ${error.message} Your notes are as they were.`);
    }
    choice("file").value = "";
  });
  find("clear").addEventListener("click", () => {
    const count = Object.keys(plan.notes).length;
    if (!confirm(`Delete all notes of the planner in this browser (${count})? This cannot be undone.`)) return;
    plan.notes = {};
    changed.clear();
    clearTimeout(waiting);
    keep("planner-unread", null);
    store();
    showList();
    refill();
    say("All notes are deleted.");
  });

  // MARK: Wiring

  for (const item of items) {
    item.node.querySelector("h3").append(" ", item.mark);
    item.node.open = false;
    item.node.addEventListener("toggle", () => item.node.open && fill(item));
  }
  choice("state").addEventListener("change", () => {
    plan.state = choice("state").value;
    // The last plan says what kind it was, and which programs it had.
    const { type, programs } = choice("state").selectedOptions[0].dataset;
    if (type) plan.type = type;
    const partners = (programs ?? "").split(" ");
    plan.programs = plan.programs.concat(boxes.map((box) => box.value).filter((id) => partners.includes(id) && !plan.programs.includes(id)));
    showForm();
    showList();
    save();
    loadAnswers();
  });
  choice("type").addEventListener("change", () => {
    plan.type = choice("type").value;
    showList();
    save();
  });
  for (const box of boxes) box.addEventListener("change", () => {
    plan.programs = boxes.filter((box) => box.checked).map((box) => box.value);
    showList();
    save();
  });
  choice("part").addEventListener("change", showList);
  choice("show").addEventListener("change", showList);
  const open = (isOpen) => items.filter(isShown).forEach((item) => (item.node.open = isOpen));
  find("open").addEventListener("click", () => open(true));
  find("close").addEventListener("click", () => open(false));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pagehide", () => changed.size && save());
  document.addEventListener("visibilitychange", () => document.hidden && changed.size && save());

  // On paper every shown element is open, as it is without script.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = items.filter((item) => isShown(item) && !item.node.open);
    for (const item of closed) {
      item.node.open = true;
      fill(item);
    }
  });
  addEventListener("afterprint", () => closed.forEach((item) => (item.node.open = false)));

  watch("planner", () => {
    const own = plan.notes;
    plan = load();
    for (const id of changed) plan.notes[id] = own[id];
    showForm();
    showList();
    refill();
    loadAnswers();
  });

  form.hidden = false;
  showForm();
  showList();
  if (read("planner-unread") !== null) say("Notes kept in this browser could not be read. They are still there; a newer version of this page may read them.");
  loadLeads();
  loadAnswers();
})();

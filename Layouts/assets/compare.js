// Shows two to four states' answers to one element side by side. Without this script the page lists the elements.
(() => {
  const { address, canonical, copy, download, get, home, link, make, say, siteTitle } = clearinghouse;
  const form = document.querySelector("[data-compare]");
  if (!form) return;
  const limit = 4;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const [elementChoice, stateChoice] = form.querySelectorAll("select");
  const addButton = find("add");
  const result = find("compare-result");
  const columns = find("columns");
  const status = find("compare-status");
  const pageTitle = document.title;
  // PRODUCT 2.2's words for absence, as the element pages explain them.
  const meanings = {
    "by reference": "The plan points to another document.",
    "not applicable": "The element does not apply there.",
    "not found": "The full plan was read, and no section answers the element.",
    "not yet coded": "This site has no text of the plan for this element yet. The state may well answer it.",
  };

  // The list that readers without script see tells which elements there are.
  const elements = new Map();
  let group = elementChoice;
  elementChoice.append(make("option", { value: "" }, "Choose an element"));
  for (const row of find("compare-list").querySelectorAll("li")) {
    const label = row.querySelector("a").textContent;
    if (row.classList.contains("depth-0")) {
      group = make("optgroup", { label });
      elementChoice.append(group);
    }
    if (!row.dataset.element) continue;
    const answers = row.querySelector(".count")?.textContent;
    elements.set(row.dataset.element, { label, url: row.dataset.answers });
    group.append(make("option", { value: row.dataset.element }, answers ? `${label} (${answers})` : label));
  }
  find("compare-list").hidden = true;
  form.hidden = false;

  const texts = new Map();
  async function text(url) {
    if (!texts.has(url)) texts.set(url, await get(url));
    return texts.get(url);
  }

  let element = "";
  let states = [];
  let answers = null;
  let turn = 0;
  const answer = (code) => answers.jurisdictions.find((entry) => entry.jurisdiction === code);

  function read() {
    const query = new URLSearchParams(location.search);
    element = query.get("e") ?? "";
    states = [...new Set(query.getAll("s").join(",").toLowerCase().split(",").filter(Boolean))];
    show();
  }
  function keepAddress() {
    const query = element && `?e=${element}${states.length ? `&s=${states.join(",")}` : ""}`;
    history.pushState(null, "", query || location.pathname);
  }

  // Everything anew: another element, or the back button.
  async function show() {
    const own = ++turn;
    answers = null;
    elementChoice.value = elements.has(element) ? element : "";
    stateChoice.replaceChildren();
    addButton.disabled = stateChoice.disabled = true;
    columns.replaceChildren();
    result.hidden = true;
    document.title = pageTitle;
    if (!elements.has(element)) {
      if (element) say(`There is no list of answers for “${element}” on this site. Choose an element.`);
      return;
    }
    let data;
    try {
      data = JSON.parse(await text(elements.get(element).url));
    } catch {
      say("The list of answers could not be read. Check the connection, then choose the element again.");
      return;
    }
    if (own !== turn) return;
    answers = data;
    const unknown = states.filter((code) => !answer(code));
    const extra = states.filter(answer).slice(limit);
    states = states.filter(answer).slice(0, limit);
    find("compare-result").querySelector("h2").textContent = `${data.code} ${data.title}`;
    find("question").textContent = data.question ?? data.summary;
    find("element-page").href = link(data.url);
    columns.append(...states.map(column));
    result.hidden = false;
    update();
    if (unknown.length) say(`There is no jurisdiction “${unknown.join("”, “")}” on this site.`);
    else if (extra.length) say(`At most ${limit} jurisdictions fit side by side; the others are left out.`);
  }

  function column(code) {
    const entry = answer(code);
    const id = `column-${code}`;
    const text = make("div", { class: "compare-answer" });
    const act = (label, words, click) =>
      make("button", { type: "button", class: "plain-button", "aria-label": `${label}: ${entry.name}`, click, "data-act": label }, words);
    const node = make("section", { "aria-labelledby": id, "data-code": code },
      make("div", { class: "compare-head" }, make("h2", { id, tabindex: "-1" }, entry.name),
        make("p", { class: "button-row no-print" },
          act("Move left", "← Left", () => move(node, -1)), act("Move right", "Right →", () => move(node, 1)),
          act("Remove", "Remove", () => remove(node)))),
      text);
    fill(text, entry);
    return node;
  }

  async function fill(place, entry) {
    if (!entry.part) {
      const word = entry.coverage.slice(0, 1).toUpperCase() + entry.coverage.slice(1);
      place.append(make("p", {}, make("strong", {}, `${word}.`), " ", meanings[entry.coverage] ?? ""));
      if (entry.place) place.append(make("p", {}, `Where: ${entry.place}`));
      return;
    }
    try {
      place.append(make("p", { class: "quiet" }, "Reading …"));
      const html = await text(link(entry.part));
      // The fragment comes from this site's own build, at an address from its own data, never from the query.
      const part = new DOMParser().parseFromString(html, "text/html");
      // It stands beside the section's page: its links mean what they mean there.
      for (const name of ["href", "src"]) {
        for (const node of part.querySelectorAll(`[${name}]`)) node[name] = new URL(node.getAttribute(name), link(entry.url)).href;
      }
      place.replaceChildren(...part.body.childNodes);
      if (entry.coverage === "earlier") {
        place.prepend(make("p", { class: "card-meta" }, make("span", { class: "tag" }, "Older plan"),
          " The newest plan’s text on this site does not reach this element."));
      }
    } catch {
      place.replaceChildren(make("p", {}, "The answer could not be read. ",
        make("a", { href: link(entry.url) }, `Open the page of ${entry.name}`)));
    }
  }

  // What follows from the columns: the choice of states, the buttons, the status, the title.
  function update() {
    const nodes = [...columns.children];
    states = nodes.map((node) => node.dataset.code);
    columns.dataset.count = nodes.length;
    nodes.forEach((node, position) => {
      node.querySelector('[data-act="Move left"]').disabled = position === 0;
      node.querySelector('[data-act="Move right"]').disabled = position === nodes.length - 1;
    });
    const options = (label, list) => list.length === 0 ? [] : [make("optgroup", { label }, ...list.map((entry) =>
      make("option", { value: entry.jurisdiction }, entry.part ? entry.name : `${entry.name} (${entry.coverage})`)))];
    const rest = answers.jurisdictions.filter((entry) => !states.includes(entry.jurisdiction));
    stateChoice.replaceChildren(...options("With text on this site", rest.filter((entry) => entry.part)),
      ...options("Without text here", rest.filter((entry) => !entry.part)));
    addButton.disabled = stateChoice.disabled = states.length >= limit;
    const names = states.map((code) => answer(code).name);
    status.textContent = states.length === 0 ? "Add two to four states."
      : states.length === 1 ? "Add at least one more state."
      : states.length === limit ? "To see another state, remove one of the four." : "";
    document.title = names.length ? `${answers.code}: ${names.join(", ")} | ${pageTitle}` : pageTitle;
  }

  // The neighbor moves, not the column itself, so that the pressed button keeps its focus.
  function move(node, step) {
    const neighbor = step < 0 ? node.previousElementSibling : node.nextElementSibling;
    if (step < 0) node.after(neighbor);
    else node.before(neighbor);
    update();
    keepAddress();
    const pressed = node.querySelector(`[data-act="${step < 0 ? "Move left" : "Move right"}"]`);
    if (pressed.disabled) node.querySelector("[data-act]:not(:disabled)").focus();
    say(`${answer(node.dataset.code).name} is column ${states.indexOf(node.dataset.code) + 1} of ${states.length}.`);
  }
  function remove(node) {
    const next = node.nextElementSibling ?? node.previousElementSibling;
    node.remove();
    update();
    keepAddress();
    (next?.querySelector("h2") ?? stateChoice).focus();
    say(`${answer(node.dataset.code).name} is removed.`);
  }

  elementChoice.addEventListener("change", () => {
    element = elementChoice.value;
    keepAddress();
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!answers || states.length >= limit || !answer(stateChoice.value)) return;
    const node = column(stateChoice.value);
    columns.append(node);
    update();
    keepAddress();
    say(`${answer(node.dataset.code).name} is added as column ${states.length}.`);
  });
  // A document names pages where they are hosted, also when it is made from the offline copy.
  const hosted = (url) => url.startsWith(home.href)
    ? new URL(`../${url.slice(home.href.length).replace(/index\.html(?=#|$)/, "")}`, canonical).href : url;
  // The blocks of an answer as paragraphs of Word.
  function paragraphs(node, style, mark = "") {
    const list = [{ style, runs: [] }];
    for (const child of node.childNodes) {
      const name = child.nodeName;
      if (/^(P|DIV|.L|LI|D[TD]|H\d|BLOCKQUOTE|PRE|T\w{4}|TR)$/.test(name)) {
        const inner = name[0] === "H" ? "Heading2" : name[0] === "B" ? "Quote" : style;
        list.push(...paragraphs(child, inner, name === "LI" ? "• " : mark), { style, runs: [] });
        mark = "";
        continue;
      }
      const { runs } = list.at(-1);
      const text = child.textContent.replace(/\s+/g, " ") + (/^T.$/.test(name) ? "; " : "");
      if (!text.trim() && !runs.length) continue;
      runs.push({ text: mark + text, url: child.href && hosted(child.href) });
      mark = "";
    }
    return list;
  }
  find("word").addEventListener("click", () => {
    const text = find("compare-result").querySelector("h2").textContent;
    const url = canonical + location.search;
    download("compare.docx", wordDocument.type, wordDocument.make(text, [
      { style: "Title", runs: [{ text }] },
      ...paragraphs(find("question")),
      ...[...columns.children].flatMap((node) => [
        { style: "Heading1", runs: [{ text: answer(node.dataset.code).name }] },
        ...paragraphs(node.querySelector(".compare-answer")),
      ]),
      { runs: [{ text: `${siteTitle}. ` }, { text: url, url }] },
    ]));
  });
  find("share").addEventListener("click", () => copy(address + location.search, "The address is copied."));
  find("print").addEventListener("click", () => print());
  addEventListener("popstate", read);
  read();
})();

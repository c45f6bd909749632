// The search page: names that lead to a page at once, hits down to the passage, limits with counts, “did you mean”.
(() => {
  const { get, link, make } = clearinghouse;
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const field = form.elements.q;
  const limits = [...form.querySelectorAll("[data-limit]")];
  const box = form.querySelector("[data-limits]");
  const [found, status, suggestion, list, more, browse] =
    ["found", "status", "suggestion", "results", "more", "browse"].map((name) => document.querySelector(`[data-${name}]`));
  // Names are compared without case, accents and punctuation: II(c)(1) is ii c 1.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  // Words are compared as the index compares them: II.c.1 is iic1.
  const bare = (word) => plain(word).replaceAll(" ", "");
  const smallWords = /^(an?|and|are|as|at|by|do|does|for|from|how|is|it|of|on|that|the|this|to|was|what|when|where|which|who|with)$/i;
  // The words of a query that tell something; small ones stand on every page. Laws are cited without “section”, too.
  const large = (query) => query.split(" ").filter((word, at, all) => plain(word) && !smallWords.test(word)
    && !(/^sec(tions?)?\.?$/i.test(word) && /^\d{3}/.test(all[at + 1])));

  // Titles by path; pages by name. An id is a name, too.
  const titles = new Map();
  const names = get(form.dataset.places).then(JSON.parse).catch(() => []).then((rows) => {
    const all = new Map();
    for (const [label, path, ...others] of rows) {
      const [folder, ...id] = path.split("/").filter(Boolean);
      const place = { label: label || id.join("/"), path };
      // An element's title, alone and after the one above it: State Board, Membership roster.
      const title = folder === "elements" ? label.replace(/^\S+ /, "") : label;
      const long = `${titles.get(path.replace(/-[^-]*$/, "/")) ?? ""} ${title}`;
      titles.set(path, title);
      // TEGL 4-21 is known as 4-21, too.
      const number = label.match(/\d+-\d+$/)?.[0] ?? "";
      for (const name of new Set([label, id.join(" "), title, long, number, ...others].map(plain))) {
        all.set(name, [...(all.get(name) ?? []), place]);
      }
      limits.find((limit) => limit.dataset.limit === folder)?.append(make("option", { value: id.join("/") }, label));
    }
    all.delete("");
    return all;
  });
  async function places(query) {
    const all = await names;
    const name = plain(query);
    const rest = name.replace(/^(plan )?(element|section|practice|guidance|jurisdiction|topic|program|state( of)?) /, "");
    const words = large(name);
    const exact = all.get(name) ?? all.get(rest) ?? all.get(words.join(" "));
    if (exact) return exact.map((place) => ({ ...place, isExact: true }));
    // Else names that have every word, and few besides; the nearest first.
    const near = [];
    for (const [known, found] of words.length > 0 ? all : []) {
      const others = large(known);
      const share = words.length / others.length;
      if (share < 0.4 || !words.every((word) => others.some((other) => isForm(other, word)))) continue;
      near.push(...found.map((place) => ({ ...place, share })));
    }
    return near.sort((left, right) => right.share - left.share);
  }

  // Pagefind’s worker would be one more file to fetch.
  let engine;
  async function ask(query, filters) {
    if (!form.dataset.index || (query && !plain(query))) return { results: [] };
    engine ??= import(`${form.dataset.index}pagefind.js`).then(async (pagefind) => {
      const instance = pagefind.createInstance({ basePath: form.dataset.index, noWorker: true });
      await instance.init();
      return instance;
    });
    return (await engine).search(query || null, { filters });
  }
  async function search(query, filters) {
    // In quotes small words count, too.
    const words = large(query).slice(0, 10);
    if (words.length === 0 || query.includes('"')) return ask(query, filters);
    const outcome = await ask(words.join(" "), filters);
    // Pages where the words stand side by side come first: 34 CFR 361.18.
    if (words.length > 1 && (/\d/.test(query) || query === words.join(" "))) {
      const { results } = await ask(`"${query}"`, filters);
      const side = new Set(results.map((result) => result.id));
      outcome.results.sort((left, right) => side.has(right.id) - side.has(left.id));
    }
    return outcome;
  }

  // The words that are known, and pages with some of them; a rare word counts for more.
  async function searchLoosely(words, filters) {
    const pages = new Map();
    const known = [];
    for (const word of words) {
      const { results } = await ask(word, filters);
      if (results.length > 0 && !/\d/.test(word)) known.push(word);
      for (const result of results) {
        const page = pages.get(result.id) ?? { ...result, score: 0 };
        page.score += (1 + result.score) / Math.log(2 + results.length);
        pages.set(result.id, page);
      }
    }
    return [known, [...pages.values()].sort((left, right) => right.score - left.score).slice(0, 30)];
  }

  // Whether a word of the text is what was typed, in whatever form: apprenticeships, apprenticeship.
  function isForm(word, typed) {
    return word === typed || (/^\D{4,}$/.test(typed) && Math.abs(word.length - typed.length) <= (typed.length < 6 ? 1 : 3)
      && word.startsWith(typed.slice(0, Math.max(4, typed.length - 2))));
  }

  // Typed words that a hit does not have: the index answers an unknown word with what begins like it.
  function missing(query, data) {
    const words = data.content.split(/\s+/);
    const marked = data.locations.map((at) => bare(words[at] ?? ""));
    return large(query).filter((typed) => {
      const word = bare(typed);
      return /.{4}|\d{3}/.test(word) && !marked.some((found) => isForm(found, word) || found.includes(word));
    });
  }

  // What unknown words were meant to be: at most two slips away, the nearest, then the most frequent.
  let vocabulary;
  async function corrected(query, suspects) {
    vocabulary ??= get(form.dataset.words).catch(() => "")
      .then((text) => text.trim().split("\n").map((line) => line.split(" ")));
    const words = await vocabulary;
    const better = query.split(" ");
    for (const [at, typed] of better.entries()) {
      const word = bare(typed);
      if (!suspects.includes(typed) || !/^\p{L}{4,}$/u.test(word) || words.some(([known]) => known.startsWith(word))) continue;
      // The list leaves out what stands on the site only once.
      const [alone] = (await search(typed, {})).results;
      if (alone && missing(typed, await alone.data()).length === 0) continue;
      const limit = word.length < 6 ? 1 : 2;
      let least = Infinity;
      for (const [known, count] of words) {
        const far = slips(word, known, limit);
        if (far > limit || far - count / 1e9 >= least) continue;
        least = far - count / 1e9;
        better[at] = known;
      }
    }
    return better.join(" ");
  }

  // How many letters to add, drop, change or swap, counted to one past the limit.
  function slips(left, right, limit) {
    if (left === right) return 0;
    if (limit === 0 || Math.abs(left.length - right.length) > limit) return limit + 1;
    if (left[0] === right[0]) return slips(left.slice(1), right.slice(1), limit);
    const after = (dropped, other) => slips(left.slice(dropped), right.slice(other), limit - 1);
    const isSwapped = left[0] === right[1] && left[1] === right[0];
    return 1 + Math.min(after(1, 1), after(1, 0), after(0, 1), isSwapped ? after(2, 2) : limit);
  }

  // Where the words stand on a page, by the passage or heading before them, best first; the address that marks them.
  function excerpts(data, query) {
    const words = data.content.split(/\s+/);
    const typed = query.split(" ").map(bare);
    const found = data.weighted_locations.map((hit) => ({ ...hit, word: bare(words[hit.location] ?? "") }));
    const forms = found.filter((hit) => typed.some((word) => isForm(hit.word, word)));
    const hits = forms.length > 0 ? forms : found;
    const marked = [...new Set(hits.map((hit) => (words[hit.location] ?? "").toLowerCase()
      .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")))].filter(Boolean).slice(0, 8).join(" ");
    const address = (id) => `${link(data.url)}${marked && `?highlight=${encodeURIComponent(marked)}`}${id ? `#${id}` : ""}`;

    const anchors = data.anchors.filter((anchor) => anchor.id.startsWith("p-") || /^h[2-6]$/.test(anchor.element));
    const groups = new Map();
    for (const hit of hits) {
      const position = anchors.findLastIndex((anchor) => anchor.location <= hit.location);
      const group = groups.get(position) ?? { position, hits: new Set(), score: 0, stems: new Set() };
      group.hits.add(hit.location);
      group.score += hit.balanced_score;
      group.stems.add(hit.word.slice(0, 5));
      groups.set(position, group);
    }
    // What stands before the first anchor is the title and the summary.
    const best = [...groups.values()].sort((left, right) =>
      (left.position < 0) - (right.position < 0) || right.stems.size - left.stems.size || right.score - left.score);
    const list = make("ul", { class: "passages" }, ...best.slice(0, 3).map(({ position, hits: marks }) => {
      const [first] = marks;
      const { id, location: start = 0 } = anchors[position] ?? {};
      const end = anchors[position + 1]?.location ?? words.length;
      const heading = anchors.slice(0, position + 1).findLast((anchor) => anchor.text && anchor.element !== "div");
      const from = Math.max(start, Math.min(first - 8, end - 36));
      const to = Math.min(end, from + 36);
      const text = words.slice(from, to).flatMap((word, at) => [marks.has(from + at) ? make("mark", {}, word) : word, " "]);
      return make("li", {}, id && make("a", { href: address(id) }, heading?.text || "This passage"), id && " ",
        make("span", {}, from > start && "… ", ...text, to < end && "…"));
    }));
    return { list, address: address() };
  }

  const kindOf = (path) =>
    [...browse.querySelectorAll("[data-kind]")].find((way) => link(path).startsWith(way.href))?.dataset.kind ?? "About this site";

  const card = (kind, title, about, ...rest) => make("li", { class: kind },
    make("h2", { class: "card-title" }, ...title), make("p", { class: "card-meta" }, about), ...rest);

  function hitCard(data, query) {
    const { list, address } = excerpts(data, query);
    const { kind = [], jurisdiction = [] } = data.filters;
    const about = [kind[0] === "section" ? "Plan section" : kindOf(data.url),
      ...jurisdiction.map((code) => titles.get(`jurisdictions/${code}/`))];
    return card("card", [make("a", { href: address }, data.meta.title)], about.filter(Boolean).join(", "), list);
  }

  const placeCard = ({ label, path, isExact }) => card(
    "card place", [isExact ? "Go to " : "", make("a", { href: link(path) }, label)],
    `${kindOf(path)}, ${isExact ? "an exact match" : "found by its name"}`);

  // How many pages each choice would leave, the other limits as they are. Without a query choices have no number.
  async function count(query, filters, turn) {
    if (query !== null) await (await engine).filters();
    for (const limit of limits) {
      const counts = query === null ? null
        : (await search(query, { ...filters, [limit.name]: undefined })).filters[limit.name] ?? {};
      if (turn !== turns) return;
      for (const option of limit.options) {
        if (!option.value) continue;
        const label = (option.dataset.label ??= option.textContent);
        const number = counts?.[option.value] ?? 0;
        option.textContent = counts ? `${label} (${number})` : label;
        option.hidden = option.disabled = counts !== null && number === 0 && !option.selected;
      }
    }
  }

  let turns = 0;
  // Waits until the limits are open, because counting fetches files.
  let recount = () => {};
  async function run() {
    const turn = ++turns;
    const query = field.value.trim().replace(/\s+/g, " ");
    const filters = Object.fromEntries(limits.filter((limit) => limit.value).map((limit) => [limit.name, limit.value]));
    const isLimited = Object.keys(filters).length > 0;
    const isAsked = query || isLimited;
    document.title = document.title.replace(/^(“.*” – )?/, query ? `“${query}” – ` : "");
    found.hidden = !isAsked;
    browse.hidden = !found.hidden;
    suggestion.hidden = more.hidden = true;
    list.replaceChildren();
    recount = () => count(null, filters, turn);
    if (!isAsked) return void recount();
    status.textContent = "Searching …";
    list.ariaBusy = true;

    let outcome = { results: [] };
    let trouble = "";
    let shown = query;
    // Names stand there at once; the index adds its passages to them.
    const placed = new Map();
    function place(all) {
      for (const it of all) {
        const address = link(it.path);
        if (turn !== turns || placed.size > 3 || placed.has(address)) continue;
        placed.set(address, placeCard(it));
        list.append(placed.get(address));
      }
      return all;
    }
    const named = isLimited ? [] : places(query).then(place);
    try {
      outcome = await search(query, filters);
    } catch {
      engine = undefined;
      trouble = "The search index could not be loaded. Exact names are still found.";
    }
    const [namesake] = await named;
    let absent = [];
    let words = [];
    if (!namesake?.isExact && !trouble && query) {
      const [first] = outcome.results;
      absent = first ? missing(query, await first.data()) : large(query);
      const better = absent.length > 0 ? await corrected(query, absent) : query;
      const second = better !== query && (await search(better, filters));
      const meant = second && !isLimited ? await places(better) : [];
      if (second && second.results.length + meant.length > 0) {
        place(meant);
        [shown, outcome] = [better, second];
      } else if (absent.some((word) => /\d{3}/.test(bare(word)))) {
        // Numbers that merely begin alike are no answer.
        outcome = { results: [] };
      }
      if (outcome.results.length + placed.size === 0) {
        words = large(shown).filter((word) => bare(word).length > 2).slice(0, 10);
        if (words.length > 1) [words, outcome.results] = await searchLoosely(words, filters);
      }
    }
    if (turn !== turns) return;

    let next = 0;
    async function showMore() {
      const slice = outcome.results.slice(next, next + 10);
      next += slice.length;
      // The first hit is shown before the others are asked for.
      const first = slice.shift()?.data();
      await first;
      for (const result of [first, ...slice.map((result) => result.data())]) {
        const data = await result;
        if (turn !== turns) return;
        if (!data) continue;
        const item = placed.get(link(data.url));
        if (item) item.append(excerpts(data, shown).list);
        else list.append(hitCard(data, shown));
      }
      more.hidden = next >= outcome.results.length;
    }
    more.onclick = async () => {
      const last = list.children.length;
      await showMore();
      list.children[last]?.querySelector("a").focus();
    };
    const total = Math.max(outcome.results.length, placed.size);
    const about = `${shown && ` for “${shown}”`}${isLimited ? " within the limits" : ""}`;
    status.textContent = trouble
      || (total === 0 ? `Nothing was found${about}.` : `${total} ${total === 1 ? "page" : "pages"}${about}`);
    const anew = (words) => make("a", { href: `?${new URLSearchParams({ ...filters, q: words })}` }, words);
    let advice = [];
    if (shown !== query) {
      advice = [`No page has “${query}”. Did you mean `, anew(shown), "? These pages have it."];
    } else if (total === 0) {
      advice = [isLimited
        ? "Take a limit away, or try fewer words."
        : "Try fewer or other words, an element’s code, or the name of a state. The lists below lead to every page."];
    } else if (words.length > 0) {
      advice = ["No page has all of these words. These have some. One word alone:", ...words.flatMap((word) => [" ", anew(word)])];
    } else if (absent.length > 0) {
      advice = [`No page has ${absent.map((word) => `“${word}”`).join(" or ")}. These pages come nearest.`];
    }
    suggestion.replaceChildren(...advice);
    suggestion.hidden = advice.length === 0;
    browse.hidden = total > 0 && "index" in form.dataset;
    await showMore();
    list.ariaBusy = false;
    if (form.dataset.index && !trouble && words.length === 0) recount = () => count(shown, filters, turn);
    if (box?.open) recount();
  }

  // The address keeps the search: ?q=child+care&jurisdiction=co
  async function read() {
    await names;
    const query = new URLSearchParams(location.search);
    field.value = (query.get("q") ?? "").slice(0, field.maxLength);
    for (const limit of limits) {
      limit.value = query.get(limit.name) ?? "";
      if (limit.selectedIndex < 0) limit.value = "";
      const [option] = limit.selectedOptions;
      option.hidden = option.disabled = false;
      box.open ||= option.value !== "";
    }
    run();
  }
  function go() {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    history.pushState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
    run();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  for (const limit of limits) limit.addEventListener("change", go);
  addEventListener("popstate", read);
  if (box) {
    box.hidden = false;
    box.addEventListener("toggle", () => box.open && recount());
  }
  read();
})();

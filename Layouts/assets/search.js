// The search page: names that lead to a page at once, hits down to the passage, limits with counts, “did you mean”.
(() => {
  const { get, link, make } = clearinghouse;
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const field = form.elements.q;
  const limits = [...form.querySelectorAll("[data-limit]")];
  const [found, status, suggestion, list, more, browse] =
    ["found", "status", "suggestion", "results", "more", "browse"].map((name) => document.querySelector(`[data-${name}]`));
  const kinds = {
    elements: "Plan element", plans: "State plan", practices: "Practice", guidance: "Guidance", jurisdictions: "Jurisdiction",
    topics: "Topic", programs: "Program", populations: "Population", partners: "Partner", sectors: "Sector", basis: "Basis",
  };
  // Names are compared without case, accents and punctuation: II(c)(1) is ii c 1.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  // Words are compared as the index compares them: II.c.1 is iic1.
  const bare = (word) => word.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  // Names that mean one page. The ends of addresses are ids, so that an id is a name, too.
  const names = get(form.dataset.places).catch(() => []).then((rows) => {
    const all = new Map();
    for (const [label, path, ...others] of rows) {
      const [folder, ...id] = path.split("/").filter(Boolean);
      const place = { label: label || id.join("/"), path };
      // TEGL 4-21 is known as 4-21, too.
      const number = folder === "guidance" ? label.match(/\d+-\d+$/) : null;
      for (const name of new Set([label, id.join(" "), ...others, ...(number ?? [])].map(plain))) all.set(name, [...(all.get(name) ?? []), place]);
      for (const limit of limits) {
        if (limit.dataset.limit === folder) limit.append(make("option", { value: id.join("/") }, label));
      }
    }
    all.delete(""); // records without a label
    return all;
  });
  async function places(query) {
    const all = await names;
    const name = plain(query);
    const rest = name.replace(/^(plan )?(element|section|practice|guidance|jurisdiction|topic|program|state( of)?) /, "");
    return (all.get(name) ?? all.get(rest) ?? []).slice(0, 4);
  }

  // Pagefind, when the site has an index. Its worker would be one more file to fetch.
  let engine;
  const smallWords = /^(an?|and|are|as|at|by|do|does|for|from|how|is|it|of|on|that|the|this|to|was|what|when|where|which|who|with)$/i;
  async function search(query, filters) {
    // Small words stand on every page, and asking for them would leave out the best ones. In quotes they count.
    const words = query.split(/\s+/);
    const large = /"/.test(query) ? words : words.filter((word) => !smallWords.test(word));
    query = (large.length > 0 ? large : words).join(" ");
    if (!form.dataset.index) return { results: [] };
    engine ??= import(`${form.dataset.index}pagefind.js`).then(async (pagefind) => {
      const instance = pagefind.createInstance({ basePath: form.dataset.index, noWorker: true });
      await instance.init();
      return instance;
    });
    return (await engine).search(query || null, { filters });
  }

  // Pages that have some of the words, when none has all; a rare word counts for more.
  async function searchLoosely(words, filters) {
    const pages = new Map();
    for (const word of words) {
      const { results } = await search(word, filters);
      for (const result of results) {
        const page = pages.get(result.id) ?? { ...result, score: 0 };
        page.score += (1 + result.score) / Math.log(2 + results.length);
        pages.set(result.id, page);
      }
    }
    return [...pages.values()].sort((left, right) => right.score - left.score);
  }

  // Whether a word of the text is what was typed, in whatever form: apprenticeships, apprenticeship.
  function isForm(word, typed) {
    if (word === typed) return true;
    if (/\d/.test(typed) || typed.length < 4) return false;
    const slack = typed.length < 6 ? 1 : 3;
    return Math.abs(word.length - typed.length) <= slack && word.startsWith(typed.slice(0, Math.max(4, typed.length - 2)));
  }

  // The index answers an unknown word with what begins like it. These are the typed words that a hit does not have.
  function missing(query, data) {
    const words = data.content.split(/\s+/);
    const marked = data.locations.map((at) => bare(words[at] ?? ""));
    return query.split(/\s+/).filter((typed) => {
      const word = bare(typed);
      return !smallWords.test(typed) && (word.length > 3 || /\d{3}/.test(word)) && !marked.some((found) => isForm(found, word) || found.includes(word));
    });
  }

  // What words that the site does not have were meant to be: at most two slips away, the nearest, then the most frequent.
  let vocabulary;
  async function corrected(query, suspects) {
    vocabulary ??= get(form.dataset.words, "text")
      .then((text) => text.trim().split("\n").map((line) => line.split(" ")).map(([word, count]) => [word, Number(count)]));
    const words = await vocabulary.catch(() => []);
    let isChanged = false;
    const better = [];
    for (const typed of query.split(/\s+/)) {
      const word = bare(typed);
      better.push(typed);
      if (!suspects.includes(typed) || !/^\p{L}{4,}$/u.test(word) || words.some(([known]) => known.startsWith(word))) continue;
      // The list leaves out what stands on the site only once.
      const [alone] = (await search(typed, {})).results;
      if (alone && missing(typed, await alone.data()).length === 0) continue;
      const limit = word.length < 6 ? 1 : 2;
      let best = null;
      for (const [known, count] of words) {
        const slips = distance(word, known, limit);
        if (slips > limit) continue;
        if (!best || slips < best.slips || (slips === best.slips && count > best.count)) best = { known, slips, count };
      }
      if (!best) continue;
      isChanged = true;
      better[better.length - 1] = best.known;
    }
    return isChanged ? better.join(" ") : null;
  }

  // How many letters to add, drop, change or swap with their neighbor; more than the limit is not counted out.
  function distance(left, right, limit) {
    if (Math.abs(left.length - right.length) > limit) return limit + 1;
    let before = [];
    let row = Array.from({ length: right.length + 1 }, (_, column) => column);
    for (let i = 1; i <= left.length; i++) {
      const next = [i];
      for (let j = 1; j <= right.length; j++) {
        const isSame = left[i - 1] === right[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1));
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[right.length];
  }

  // The hits that are forms of the typed words; all where none is.
  function trueHits(data, words, query) {
    const typed = query.split(/\s+/).map(bare);
    const hits = data.weighted_locations.filter((hit) => typed.some((word) => isForm(bare(words[hit.location] ?? ""), word)));
    return hits.length > 0 ? hits : data.weighted_locations;
  }

  // The places of a page where the words stand: each the passage or heading before the word, best first.
  function passages(data, words, hits) {
    const anchors = data.anchors.filter((anchor) => anchor.id.startsWith("p-") || /^h[2-6]$/.test(anchor.element))
      .sort((left, right) => left.location - right.location);
    const groups = new Map();
    for (const hit of hits) {
      const position = anchors.findLastIndex((anchor) => anchor.location <= hit.location);
      const group = groups.get(position) ?? { position, hits: [], score: 0, stems: new Set() };
      group.hits.push(hit.location);
      group.score += hit.balanced_score;
      group.stems.add(bare(words[hit.location] ?? "").slice(0, 5));
      groups.set(position, group);
    }
    // What stands before the first anchor is the title and the summary.
    const all = [...groups.values()].sort((left, right) =>
      (left.position < 0) - (right.position < 0) || right.stems.size - left.stems.size || right.score - left.score);
    return all.slice(0, 3).map((group) => {
      const start = anchors[group.position]?.location ?? 0;
      const end = anchors[group.position + 1]?.location ?? words.length;
      const heading = anchors.slice(0, group.position + 1).findLast((anchor) => anchor.text && anchor.element !== "div");
      const from = Math.max(start, Math.min(group.hits[0] - 8, end - 36));
      const to = Math.min(end, from + 36);
      const excerpt = [];
      for (let at = from; at < to; at++) {
        excerpt.push(group.hits.includes(at) ? make("mark", {}, words[at]) : words[at], " ");
      }
      return {
        id: anchors[group.position]?.id, heading: heading?.text || "This passage",
        excerpt: [from > start && "… ", ...excerpt, to < end && "…"],
      };
    });
  }

  const kindOf = (path) => kinds[link(path).slice(clearinghouse.home.href.length).split("/")[0]] ?? "About this site";

  function labelOf(name, value) {
    const option = limits.find((limit) => limit.name === name)?.querySelector(`option[value="${CSS.escape(value)}"]`);
    return option?.dataset.label ?? option?.textContent;
  }

  function card(data, query) {
    const words = data.content.split(/\s+/);
    const hits = trueHits(data, words, query);
    const marked = [...new Set(hits.map((hit) => (words[hit.location] ?? "").toLowerCase()
      .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")))].filter(Boolean).slice(0, 8).join(" ");
    const address = (id) => `${link(data.url)}${marked ? `?highlight=${encodeURIComponent(marked)}` : ""}${id ? `#${id}` : ""}`;
    const { kind = [], jurisdiction = [] } = data.filters;
    const about = [kind[0] === "section" ? "Plan section" : kindOf(data.url), ...jurisdiction.map((code) => labelOf("jurisdiction", code))].filter(Boolean);
    return make("li", { class: "card" },
      make("h2", { class: "card-title" }, make("a", { href: address() }, data.meta.title)),
      make("p", { class: "card-meta" }, about.join(", ")),
      make("ul", { class: "passages" }, ...passages(data, words, hits).map(({ id, heading, excerpt }) =>
        make("li", {}, id && make("a", { href: address(id) }, heading), id && " ", make("span", {}, ...excerpt)))));
  }

  function placeCard({ label, path }) {
    return make("li", { class: "card place" },
      make("h2", { class: "card-title" }, "Go to ", make("a", { href: link(path) }, label)),
      make("p", { class: "card-meta" }, `${kindOf(path)}, an exact match`));
  }

  // How many pages each choice would leave: of its own limit any other value, of the other limits the chosen ones.
  async function count(query, filters, turn) {
    await (await engine).filters();
    for (const limit of limits) {
      const { [limit.name]: _, ...others } = filters;
      const counts = (await search(query, others)).filters[limit.name] ?? {};
      if (turn !== turns) return;
      for (const option of limit.options) {
        if (!option.value) continue;
        option.dataset.label ??= option.textContent;
        const number = counts[option.value] ?? 0;
        option.textContent = `${option.dataset.label} (${number})`;
        option.hidden = option.disabled = number === 0 && !option.selected;
      }
    }
  }

  let turns = 0;
  async function run() {
    const turn = ++turns;
    const query = field.value.trim();
    const filters = Object.fromEntries(limits.filter((limit) => limit.value).map((limit) => [limit.name, limit.value]));
    const isLimited = Object.keys(filters).length > 0;
    const isAsked = query !== "" || isLimited;
    document.title = document.title.replace(/^(“.*” – )?/, query ? `“${query}” – ` : "");
    found.hidden = !isAsked;
    browse.hidden = isAsked;
    suggestion.hidden = more.hidden = true;
    list.replaceChildren();
    if (!isAsked) return;
    status.textContent = "Searching …";

    let outcome;
    let trouble = "";
    let shown = query;
    const exact = isLimited ? [] : places(query);
    try {
      outcome = await search(query, filters);
    } catch {
      trouble = "The search index could not be loaded. Exact names are still found.";
      outcome = { results: [] };
    }
    let exactly = await exact;
    let absent = [];
    let isLoose = false;
    if (exactly.length === 0 && !trouble && query) {
      const [first] = outcome.results;
      absent = first ? missing(query, await first.data()) : query.split(/\s+/);
      const better = absent.length > 0 && (await corrected(query, absent));
      const second = better && (await search(better, filters));
      const named = better && !isLimited ? await places(better) : [];
      if (better && second.results.length + named.length > 0) {
        [shown, exactly, outcome] = [better, named, second];
      } else if (absent.some((word) => /\d{3}/.test(bare(word)))) {
        // Numbers that merely begin alike are no answer.
        outcome = { results: [] };
      }
      const words = shown.split(/\s+/).filter((word) => bare(word).length > 2 && !smallWords.test(word));
      isLoose = outcome.results.length === 0 && exactly.length === 0 && words.length > 1;
      if (isLoose) outcome.results = (await searchLoosely(words, filters)).slice(0, 30);
    }
    if (turn !== turns) return;

    const seen = new Set(exactly.map((place) => link(place.path)));
    list.append(...exactly.map(placeCard));
    let next = 0;
    async function showMore() {
      const slice = outcome.results.slice(next, next + 10);
      next += slice.length;
      // The first hit is shown as soon as it is there, before the others are asked for.
      const first = slice.shift()?.data();
      await first;
      for (const result of [first, ...slice.map((result) => result.data())]) {
        const data = await result;
        if (turn !== turns) return;
        if (data && !seen.has(link(data.url))) list.append(card(data, shown));
      }
      more.hidden = next >= outcome.results.length;
    }
    more.onclick = async () => {
      const last = list.children.length;
      await showMore();
      list.children[last]?.querySelector("a").focus();
    };
    const pages = outcome.results.length;
    const total = Math.max(pages, exactly.length);
    const about = shown ? ` for “${shown}”` : "";
    const within = isLimited ? " within the limits" : "";
    status.textContent = trouble || (total === 0
      ? `Nothing was found${about}${within}.`
      : `${total} ${total === 1 ? "page" : "pages"}${about}${within}`);
    if (shown !== query) {
      suggestion.replaceChildren(`No page has “${query}”. Did you mean `,
        make("a", { href: `?${new URLSearchParams({ q: shown })}` }, shown), "? These pages have it.");
      suggestion.hidden = false;
    } else if (isLoose && total > 0) {
      suggestion.replaceChildren("No page has all of these words. These have some of them.");
      suggestion.hidden = false;
    } else if (absent.length > 0 && total > 0) {
      suggestion.replaceChildren(`No page has ${absent.map((word) => `“${word}”`).join(" or ")}. These pages come nearest.`);
      suggestion.hidden = false;
    } else if (total === 0) {
      suggestion.replaceChildren(isLimited
        ? "Take a limit away, or try fewer words."
        : "Try fewer or other words, an element’s code, or the name of a state. The lists below lead to every page.");
      suggestion.hidden = false;
    }
    browse.hidden = total > 0;
    await showMore();
    if (form.dataset.index && !trouble && !isLoose) await count(shown, filters, turn);
  }

  // The address keeps the search: ?q=child+care&jurisdiction=co
  async function read() {
    await names;
    const query = new URLSearchParams(location.search);
    field.value = query.get("q") ?? "";
    for (const limit of limits) {
      const value = query.get(limit.name) ?? "";
      const option = [...limit.options].find((option) => option.value === value);
      if (option) option.hidden = option.disabled = false;
      limit.value = option ? value : "";
      if (limit.value) limit.closest("details").open = true;
    }
    run();
  }
  function go() {
    const query = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...query]) if (!value.trim()) query.delete(name);
    history.pushState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
    run();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  for (const limit of limits) limit.addEventListener("change", go);
  addEventListener("popstate", read);
  if (limits[0]) limits[0].closest("details").hidden = false;
  read();
})();

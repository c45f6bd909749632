// What the site's scripts share: making elements, speaking to the reader, keeping data, handing out files, the basket.
const clearinghouse = (() => {
  // The site begins where its assets folder stands; several sites may share a host.
  const home = new URL(document.currentScript.src.replace(/\/assets\/(?!.*\/assets\/).*$/, "/"));
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  // The offline copy is opened from a folder. What readers pass on names the page on the host.
  const isCopy = location.protocol === "file:";
  const address = isCopy ? canonical : location.origin + location.pathname;
  const siteTitle = document.querySelector(".site-title")?.textContent.trim() ?? document.title;

  for (const words of document.querySelectorAll("[data-without-script]")) words.hidden = true;

  // Text is only ever set as text: children are nodes or strings, never markup.
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child != null && child !== false));
    return element;
  }

  // One line at the foot of the window for what just happened; screen readers hear it.
  const line = make("p", { class: "toast", role: "status" });
  document.body.append(line);
  let fading;
  function say(text) {
    clearTimeout(fading);
    line.textContent = text;
    fading = setTimeout(() => (line.textContent = ""), 8000);
  }

  // Data in the browser. Where the browser refuses, it is kept until the page is left, and the caller is told why.
  const unkept = new Map();
  const key = (name) => `clearinghouse ${home.pathname} ${name}`;
  function read(name) {
    if (unkept.has(name)) return unkept.get(name);
    try {
      return localStorage.getItem(key(name));
    } catch {
      return null;
    }
  }
  function keep(name, text) {
    try {
      if (text === null) localStorage.removeItem(key(name));
      else localStorage.setItem(key(name), text);
      unkept.delete(name);
      return "";
    } catch (error) {
      unkept.set(name, text);
      return error.name === "QuotaExceededError"
        ? "The browser’s storage for this site is full."
        : "The browser does not let this site keep data.";
    }
  }
  // Another tab changed what is kept under the name, or the reader came back to this page.
  function watch(name, change) {
    addEventListener("storage", (event) => {
      if (event.key === key(name) || event.key === null) change();
    });
    addEventListener("pageshow", (event) => event.persisted && change());
  }

  function download(name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  // The text of a file of this site. A page from a folder may not fetch; there each such file is a script, too.
  async function get(url) {
    if (isCopy) return new Promise((load, error) => document.head.append(make("script", {
      src: `${url}.js`, error, load() { load(this.dataset.text); },
    })));
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} for ${url}`);
    return response.text();
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      say("The browser did not allow copying. Select the text and copy it by hand.");
    }
  }

  // A path of this site as a link; null when it leads elsewhere or is no address.
  function link(path) {
    try {
      const url = new URL(path, home);
      if (isCopy) url.pathname = url.pathname.replace(/\/$/, "/index.html");
      return url.origin === home.origin && url.pathname.startsWith(home.pathname) ? url.href : null;
    } catch {
      return null;
    }
  }

  // The basket: a list of { kind, title, path, text, citation, address }, all texts.
  const fields = ["kind", "title", "path", "text", "citation", "address"];
  const basket = {
    read() {
      try {
        const items = JSON.parse(read("basket") ?? "[]");
        return items.filter((item) => fields.every((field) => typeof item?.[field] === "string"));
      } catch {
        return [];
      }
    },
    keep(items) {
      const trouble = keep("basket", items.length === 0 ? null : JSON.stringify(items));
      basket.count();
      return trouble;
    },
    count() {
      const items = basket.read().length;
      for (const place of document.querySelectorAll("[data-basket-link]")) {
        place.hidden = items === 0;
        place.querySelector("[data-basket-count]").textContent = `(${items})`;
      }
    },
  };
  basket.count();
  watch("basket", basket.count);

  return { home, canonical, address, isCopy, siteTitle, make, say, read, keep, watch, download, get, copy, link, basket };
})();

// Marks the words that a search found, when the reader comes from it: ?highlight=child+care
(() => {
  const words = (new URLSearchParams(location.search).get("highlight") ?? "").match(/[\p{L}\p{N}](\S*[\p{L}\p{N}])?/gu)
    ?.slice(0, 12).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const main = document.querySelector("main");
  if (!words || !main) return;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, svg, nav, .cite")) texts.push(walker.currentNode);
  for (const text of texts) {
    for (const found of [...text.data.matchAll(pattern)].reverse()) {
      const mark = document.createElement("mark");
      mark.className = "found";
      text.splitText(found.index).splitText(found[0].length);
      text.nextSibling.replaceWith(mark);
      mark.append(found[0]);
    }
  }
})();

// Copies a passage with its citation and address. Without this script the ¶ stays a plain link to the passage.
(() => {
  const citation = document.querySelector("[data-citation]");
  if (!citation || !navigator.clipboard) return;
  for (const link of document.querySelectorAll(".passage-link")) {
    link.title = "Copy this passage with its citation";
    link.setAttribute("aria-label", "Copy this passage with its citation");
    link.addEventListener("click", () => {
      const passage = link.parentElement.cloneNode(true);
      for (const tool of passage.querySelectorAll(".passage-link, .passage-pick")) tool.remove();
      const text = `“${passage.innerText.trim()}”\n\n${citation.textContent.trim()}\n${clearinghouse.address}${link.hash}`;
      clearinghouse.copy(text, "The passage is copied with its citation.");
    });
  }
})();

// Buttons that put a record, a passage, or the record of a card in a list into the basket.
(() => {
  const { basket, canonical, get, home, isCopy, make, say, watch } = clearinghouse;
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const tool of copy.querySelectorAll(".passage-link, .passage-pick, .footnotes")) tool.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const path = (url) => url.pathname.slice(home.pathname.length);

  // What a record's page says of itself; nothing where there is nothing to pick.
  function recordOf(page) {
    const find = (selector) => page.querySelector(selector);
    const record = find("[data-pick]");
    const citation = find("[data-citation]")?.textContent.trim();
    if (!record || !citation) return null;
    const list = words(record).split(" ");
    return {
      kind: record.dataset.pick, title: words(find("h1")), citation, address: find("link[rel=canonical]").href,
      text: list.length > 120 ? list.slice(0, 120).join(" ") + " …" : list.join(" "),
    };
  }

  function button(attributes, path, show, read) {
    const has = () => basket.read().some((item) => item.path === path);
    const element = make("button", {
      type: "button",
      ...attributes,
      async click() {
        let item = null;
        try {
          if (!has()) item = { path, ...await read() };
        } catch {
          say("The page could not be read. Check the connection, then try again.");
          return;
        }
        const rest = basket.read().filter((item) => item.path !== path);
        const trouble = basket.keep(item ? [...rest, item] : rest);
        showNow();
        const done = item ? "Added to the basket." : "Removed from the basket.";
        say(trouble ? `${done} ${trouble} The basket is lost when you leave this page.` : done);
      },
    });
    const showNow = () => show(element, has());
    showNow();
    watch("basket", showNow);
    return element;
  }
  const show = (element, isPicked) => (element.textContent = isPicked ? "Remove from basket" : "Add to basket");

  // A card says little: its record's own page is read when the button is pressed, which no page from a folder may do.
  for (const card of isCopy ? [] : document.querySelectorAll("[data-card]")) {
    const link = card.querySelector("h3 a");
    card.querySelector("p").append(" ", button({ class: "card-pick no-print" }, path(link), (element, isPicked) => {
      show(element, isPicked);
      element.setAttribute("aria-label", `${element.textContent}: ${link.textContent}`);
    }, async () => {
      const item = recordOf(new DOMParser().parseFromString(await get(link.href), "text/html"));
      if (!item) throw new Error(`no record at ${link.href}`);
      return item;
    }));
  }

  const record = recordOf(document);
  if (!record) return;
  const page = path(location);
  document.querySelector(".page-head").append(
    make("p", { class: "pick-record no-print" }, button({ class: "plain-button" }, page, show, () => record)),
  );
  for (const passage of document.querySelectorAll("main .passage")) {
    const anchor = `#${passage.id}`;
    passage.append(button({ class: "passage-pick" }, page + anchor, (element, isPicked) => {
      element.textContent = isPicked ? "✓" : "+";
      element.title = isPicked ? "Remove this passage from the basket" : "Add this passage to the basket";
      element.setAttribute("aria-label", element.title);
      element.classList.toggle("picked", isPicked);
    }, () => ({
      kind: "Passage", title: record.title, text: words(passage), address: canonical + anchor,
      citation: record.citation.replace(canonical, canonical + anchor),
    })));
  }
  document.documentElement.classList.add("has-basket");
})();

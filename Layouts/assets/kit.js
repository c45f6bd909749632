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

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      say("The browser did not allow copying. Select the text and copy it by hand.");
    }
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

  return { home, canonical, address, siteTitle, make, say, read, keep, watch, download, copy, get, link, basket };
})();

// The basket's page: the picked practices and passages in the reader's order, for Word, CSV and print.
(() => {
  const { basket, download, link, make, say, siteTitle, watch } = clearinghouse;
  const page = document.querySelector("[data-basket]");
  if (!page) return;
  const find = (name) => page.querySelector(`[data-${name}]`);
  const list = find("basket-list");
  const trouble = find("basket-trouble");
  let items = [];

  function show() {
    items = basket.read();
    list.replaceChildren(...items.map(row));
    find("basket-empty").hidden = items.length > 0;
    find("basket-full").hidden = items.length === 0;
  }

  function row(item, position) {
    const act = (label, words, click, disabled = false) => make("button", {
      type: "button", class: "plain-button", "aria-label": `${label}: ${item.title}`, "data-act": label, click, disabled,
    }, words);
    const url = link(item.path);
    return make("li", {},
      make("p", { class: "kind" }, item.kind),
      make("h2", { class: "card-title" }, url ? make("a", { href: url }, item.title) : item.title),
      make(item.kind === "Passage" ? "blockquote" : "div", {}, make("p", {}, item.text)),
      make("p", { class: "card-meta" }, item.citation),
      make("p", { class: "button-row no-print" },
        act("Move up", "↑ Up", () => move(position, -1), position === 0),
        act("Move down", "Down ↓", () => move(position, 1), position === items.length - 1),
        act("Remove", "Remove", () => remove(position))));
  }

  function keep() {
    const text = basket.keep(items);
    trouble.hidden = !text;
    trouble.replaceChildren(text && make("p", {}, `${text} The basket is lost when you leave this page. Export it first.`));
    show();
  }
  function focus(position, label) {
    const buttons = list.children[position];
    const button = buttons?.querySelector(`[data-act="${label}"]:not(:disabled)`) ?? buttons?.querySelector("[data-act]:not(:disabled)");
    button?.focus();
  }
  function move(position, step) {
    const [item] = items.splice(position, 1);
    items.splice(position + step, 0, item);
    keep();
    focus(position + step, step < 0 ? "Move up" : "Move down");
    say(`Now ${position + step + 1} of ${items.length}.`);
  }
  function remove(position) {
    items.splice(position, 1);
    keep();
    if (items.length) focus(Math.min(position, items.length - 1), "Remove");
    else find("basket-empty").querySelector("a").focus();
    say("Removed from the basket.");
  }

  find("clear").addEventListener("click", () => {
    if (!confirm(`Remove all ${items.length} entries from the basket?`)) return;
    items = [];
    keep();
    find("basket-empty").querySelector("a").focus();
    say("The basket is empty.");
  });
  find("print").addEventListener("click", () => print());
  find("csv").addEventListener("click", () => {
    // A spreadsheet would run a cell that begins like a formula; the apostrophe makes it text.
    const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
    const columns = ["kind", "title", "text", "citation", "address"];
    const rows = [columns, ...items.map((item) => columns.map((column) => item[column]))];
    download("basket.csv", "text/csv", "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join(""));
  });
  find("word").addEventListener("click", () => {
    const title = `Basket: ${siteTitle}`;
    const paragraphs = [{ style: "Title", runs: [{ text: title }] }];
    for (const item of items) {
      paragraphs.push({ style: "Heading1", runs: [{ text: item.title }] },
        { style: item.kind === "Passage" ? "Quote" : "", runs: [{ text: item.text }] },
        { runs: [{ text: `${item.kind}. ${item.citation.replace(item.address, "")}` }, { text: item.address, url: item.address }] });
    }
    download("basket.docx", wordDocument.type, wordDocument.make(title, paragraphs));
  });
  watch("basket", show);
  page.hidden = false;
  show();
})();

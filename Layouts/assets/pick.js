// Buttons that put a record or a passage into the basket.
(() => {
  const { basket, canonical, home, make, say, watch } = clearinghouse;
  const record = document.querySelector("[data-pick]");
  const citation = document.querySelector("[data-citation]")?.textContent.trim();
  if (!record || !citation) return;
  const title = document.querySelector("h1").textContent.trim();
  const page = location.pathname.slice(home.pathname.length);
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const tool of copy.querySelectorAll(".passage-link, .passage-pick, .footnotes")) tool.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  function cut(text) {
    const list = text.split(" ");
    return list.length > 120 ? list.slice(0, 120).join(" ") + " …" : text;
  }

  function button(attributes, path, show, item) {
    const element = make("button", {
      type: "button",
      ...attributes,
      click() {
        const items = basket.read();
        const rest = items.filter((item) => item.path !== path);
        const isAdded = rest.length === items.length;
        const trouble = basket.keep(isAdded ? [...items, item()] : rest);
        showAll();
        const done = isAdded ? "Added to the basket." : "Removed from the basket.";
        say(trouble ? `${done} ${trouble} The basket is lost when you leave this page.` : done);
      },
    });
    const showAll = () => show(element, basket.read().some((item) => item.path === path));
    showAll();
    watch("basket", showAll);
    return element;
  }

  const show = (element, isPicked) => (element.textContent = isPicked ? "Remove from basket" : "Add to basket");
  document.querySelector(".page-head").append(
    make("p", { class: "pick-record no-print" }, button({ class: "plain-button" }, page, show, () => ({
      kind: record.dataset.pick, title, path: page, text: cut(words(record)), citation, address: canonical,
    }))),
  );

  for (const passage of document.querySelectorAll("main .passage")) {
    const path = `${page}#${passage.id}`;
    passage.append(button({ class: "passage-pick" }, path, (element, isPicked) => {
      element.textContent = isPicked ? "✓" : "+";
      element.title = isPicked ? "Remove this passage from the basket" : "Add this passage to the basket";
      element.setAttribute("aria-label", element.title);
      element.classList.toggle("picked", isPicked);
    }, () => ({
      kind: "Passage", title, path, text: words(passage), address: `${canonical}#${passage.id}`,
      citation: citation.replace(canonical, `${canonical}#${passage.id}`),
    })));
  }
  document.documentElement.classList.add("has-basket");
})();

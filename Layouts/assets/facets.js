// Filters the list of practices, and says below each what it is. Without this script, or where its file cannot be read, the
// facets stay links to the pages of terms.
(async () => {
  const { get, link, make } = clearinghouse;
  const bar = document.querySelector("[data-filter-bar]");
  const rows = bar && (await get(bar.dataset.list).then(JSON.parse).catch(() => null));
  if (!rows) return;
  // A practice has one jurisdiction and one basis: choices there are alternatives. Of everything else it may have
  // several, and each choice narrows the list, so that “apprenticeship, child care, rural” finds what is all three.
  const alternatives = new Set(["jurisdiction", "basis"]);
  const known = new Map(rows.map((row) => [link(row.url), row]));
  const cards = [...document.querySelectorAll("[data-card]")].map((node) => {
    const { options, summary } = known.get(node.querySelector("a").href);
    node.append(make("p", {}, summary));
    return { node, options: new Set(options) };
  });
  const groups = [...document.querySelectorAll(".filtered-list > section")];
  const status = bar.querySelector("[role=status]");
  const chips = bar.querySelector("[data-chips]");
  const clear = bar.querySelector("[data-clear]");

  // A card names its options by their place in the lists of all facets.
  let place = 0;
  const facets = [...document.querySelectorAll("[data-facet]")].map((node) => {
    const summary = node.querySelector("summary");
    const facet = { id: node.dataset.facet, label: summary.textContent, mark: make("span", { class: "count" }) };
    summary.append(" ", facet.mark);
    facet.options = [...node.querySelectorAll("[data-option]")].map((row) => {
      const link = row.querySelector("a");
      const box = make("input", { type: "checkbox", change: () => change() });
      const count = row.querySelector(".count");
      link.replaceWith(make("label", {}, box, " ", link.textContent));
      return { id: row.dataset.option, place: place++, label: link.textContent, row, box, count };
    });
    return facet;
  });

  const chosen = (facet) => facet.options.filter((option) => option.box.checked);
  const fits = (card, facet) => {
    const options = chosen(facet);
    const has = (option) => card.options.has(option.place);
    return options.length === 0 || (alternatives.has(facet.id) ? options.some(has) : options.every(has));
  };

  function show() {
    let count = 0;
    for (const card of cards) {
      card.fits = facets.map((facet) => fits(card, facet));
      card.node.hidden = card.fits.includes(false);
      if (!card.node.hidden) count += 1;
    }
    facets.forEach((facet, position) => {
      // What a choice would leave: alternatives are counted as if nothing else of their facet were chosen.
      const isAlternative = alternatives.has(facet.id);
      const rest = cards.filter((card) => card.fits.every((fit, other) => fit || (isAlternative && other === position)));
      for (const option of facet.options) {
        const number = rest.filter((card) => card.options.has(option.place)).length;
        option.count.textContent = number;
        option.row.hidden = number === 0 && !option.box.checked;
      }
      const number = chosen(facet).length;
      facet.mark.textContent = number ? `${number} chosen` : "";
    });
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    const states = groups.filter((group) => !group.hidden).length;
    status.textContent = count === cards.length
      ? `All ${count} practices`
      : `${count} of ${cards.length} practices, in ${states} ${states === 1 ? "jurisdiction" : "jurisdictions"}`;
    const options = facets.flatMap((facet) => chosen(facet).map((option) => ({ facet, option })));
    chips.replaceChildren(...options.map(({ facet, option }) => make("li", {}, make("button", {
      type: "button", class: "chip", "aria-label": `Remove the filter ${facet.label}: ${option.label}`,
      click() {
        option.box.checked = false;
        const position = [...chips.children].findIndex((chip) => chip.contains(this));
        change();
        (chips.children[Math.min(position, chips.children.length - 1)]?.firstChild ?? status).focus();
      },
    }, option.label, make("span", { "aria-hidden": "true" }, " ×")))));
    clear.hidden = options.length === 0;
  }

  // The address keeps the state: ?topic=child-care,rural&basis=rated
  function read() {
    const query = new URLSearchParams(location.search);
    for (const facet of facets) {
      const ids = new Set(query.getAll(facet.id).join(",").split(","));
      for (const option of facet.options) option.box.checked = ids.has(option.id);
      if (chosen(facet).length) facet.options[0].row.closest("details").open = true;
    }
    show();
  }
  function change() {
    const query = facets.map((facet) => [facet.id, chosen(facet).map((option) => option.id).join(",")])
      .filter(([, ids]) => ids).map((pair) => pair.join("=")).join("&");
    history.pushState(null, "", query ? `?${query}` : location.pathname);
    show();
  }

  clear.addEventListener("click", () => {
    for (const facet of facets) for (const option of facet.options) option.box.checked = false;
    change();
    status.focus();
  });
  addEventListener("popstate", read);
  bar.hidden = false;
  read();
})();

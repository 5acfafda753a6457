"use strict";
// Lists of the page: unpacked, filtered, and drawn as far as they are seen. Text goes into the page as text only, and
// what is chosen stands in the address behind "#".
(() => {
  const ROW_HEIGHT = 60;
  const LIST_HEIGHT = 544;
  const BEYOND = 8;
  const byId = (id) => document.getElementById(id);

  function element(name, options = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (value === undefined || value === null) continue;
      if (key === "text") made.textContent = value;
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  function shape(style, path) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("viewBox", "0 0 1000 10");
    picture.setAttribute("preserveAspectRatio", "none");
    picture.setAttribute("class", "lane");
    picture.setAttribute("aria-hidden", "true");
    const drawn = document.createElementNS(space, "path");
    drawn.setAttribute("class", style);
    drawn.setAttribute("d", path);
    picture.append(drawn);
    return picture;
  }

  const joined = (parts) => parts.filter(Boolean).join(" · ");
  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  async function unpack() {
    const characters = atob(byId("data").textContent);
    const bytes = new Uint8Array(characters.length);
    for (let place = 0; place < bytes.length; place += 1) bytes[place] = characters.charCodeAt(place);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  // ---- The address ----

  const state = {
    read() {
      const text = location.hash.slice(1);
      return new URLSearchParams(text.includes("=") ? text : "");
    },
    write(changes) {
      const parameters = this.read();
      for (const [key, value] of Object.entries(changes)) {
        if (value === "" || value === null || value === undefined) parameters.delete(key);
        else parameters.set(key, value);
      }
      const text = parameters.toString();
      if (text === this.read().toString()) return;
      location.replace(`#${text || "="}`);
      this.own = location.hash;
    },
  };

  // ---- A list of which only what is seen is in the page ----

  class List {
    constructor(box, { row, choose }) {
      Object.assign(this, { box, row, choose, items: [], at: -1 });
      this.space = element("div", { class: "space", role: "presentation" });
      box.append(this.space);
      box.addEventListener("scroll", () => this.draw());
      box.addEventListener("keydown", (event) => this.key(event));
      box.addEventListener("click", (event) => {
        const clicked = event.target.closest("[role=option]");
        if (clicked) this.select(Number(clicked.dataset.place), true);
      });
      new ResizeObserver(() => this.draw()).observe(box);
    }

    show(items, chosen) {
      this.items = items;
      this.space.style.height = `${items.length * ROW_HEIGHT}px`;
      this.box.style.height = `${Math.min(Math.max(items.length, 1) * ROW_HEIGHT + 2, LIST_HEIGHT)}px`;
      this.at = Math.max(items.indexOf(chosen), items.length ? 0 : -1);
      if (this.at <= 0) this.box.scrollTop = 0;
      else this.reveal();
      this.draw();
    }

    draw() {
      const first = Math.max(0, Math.floor(this.box.scrollTop / ROW_HEIGHT) - BEYOND);
      const seen = Math.ceil(this.box.clientHeight / ROW_HEIGHT) + 2 * BEYOND;
      const drawn = [];
      for (let place = first; place < Math.min(this.items.length, first + seen); place += 1) {
        const row = this.row(this.items[place]);
        row.setAttribute("role", "option");
        row.setAttribute("aria-setsize", this.items.length);
        row.setAttribute("aria-posinset", place + 1);
        row.setAttribute("aria-selected", place === this.at);
        row.id = `${this.box.parentElement.parentElement.id}-${place}`;
        row.dataset.place = place;
        row.style.top = `${place * ROW_HEIGHT}px`;
        drawn.push(row);
      }
      this.space.replaceChildren(...drawn);
      const active = this.at >= first && this.at < first + drawn.length;
      if (active) this.box.setAttribute("aria-activedescendant", drawn[this.at - first].id);
      else this.box.removeAttribute("aria-activedescendant");
    }

    reveal() {
      const top = this.at * ROW_HEIGHT;
      const room = this.box.clientHeight;
      if (top < this.box.scrollTop) this.box.scrollTop = top;
      else if (top + ROW_HEIGHT > this.box.scrollTop + room) this.box.scrollTop = top + ROW_HEIGHT - room;
    }

    select(place) {
      if (!this.items.length) return;
      this.at = Math.min(Math.max(place, 0), this.items.length - 1);
      this.reveal();
      this.draw();
      this.choose(this.items[this.at]);
    }

    key(event) {
      const page = Math.max(1, Math.floor(this.box.clientHeight / ROW_HEIGHT) - 1);
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
      if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.select(this.at + steps[event.key]);
      } else if (event.key === "Enter" && this.at >= 0) {
        event.preventDefault();
        this.box.nextElementSibling.focus();
      }
    }
  }

  // ---- What both lists share: a form, a line that says how many, a list, and what is chosen ----

  class Browser {
    constructor(id, prefix, all, { row, detail, wanted, order, noun }) {
      Object.assign(this, { prefix, all, detail, wanted, order, noun });
      this.root = byId(id);
      this.form = this.root.querySelector("form");
      this.status = this.root.querySelector(".status");
      this.pane = this.root.querySelector(".detail");
      this.root.hidden = false;
      this.list = new List(this.root.querySelector(".list"), {
        row,
        choose: (item) => {
          this.pane.replaceChildren(...this.detail(item));
          state.write({ [`${prefix}chosen`]: item });
        },
      });
      this.form.addEventListener("input", () => this.write());
      this.form.addEventListener("reset", () => setTimeout(() => this.write()));
      this.form.addEventListener("submit", (event) => event.preventDefault());
    }

    options(name, values) {
      const field = this.form.elements[name];
      for (const value of values) field.append(element("option", { value, text: value }));
    }

    values() {
      const fields = [...this.form.elements].filter((field) => field.name);
      return Object.fromEntries(fields.map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value]));
    }

    write() {
      const changes = Object.entries(this.values()).map(([name, value]) => [this.prefix + name, value || ""]);
      state.write({ ...Object.fromEntries(changes), [`${this.prefix}chosen`]: "" });
      this.filter();
    }

    read() {
      const parameters = state.read();
      for (const field of this.form.elements) {
        if (!field.name) continue;
        const value = parameters.get(this.prefix + field.name) || "";
        if (field.type === "checkbox") field.checked = value === "true";
        else field.value = value;
      }
      this.filter();
    }

    filter() {
      const values = this.values();
      const words = values.words.toLowerCase().split(/\s+/).filter(Boolean);
      const key = JSON.stringify(values);
      if (key !== this.key) {
        this.key = key;
        const test = this.wanted(values, words);
        this.items = this.all.filter(test);
        if (this.order) this.order(this.items, values);
      }
      const given = state.read().get(`${this.prefix}chosen`);
      const chosen = given === null ? undefined : Number(given);
      const total = counted(this.all.length, this.noun);
      this.status.textContent = this.items.length === this.all.length ? total : `${this.items.length.toLocaleString("en")} of ${total}`;
      this.list.show(this.items, chosen);
      const shown = this.items[this.list.at];
      this.pane.replaceChildren(...(shown === undefined ? [element("p", { class: "quiet", text: "Nothing has all of this." })] : this.detail(shown)));
    }
  }

  // ---- Notifications ----

  function notifications(data) {
    const { words, columns } = data;
    const word = (name, item) => words[columns[name][item]] || "";
    const all = columns.line.map((_, item) => item);
    let haystack;
    const searched = () => {
      haystack ??= all.map((item) => joined([columns.text[item], columns.id[item], word("owner", item), word("type", item), word("medium", item), word("state", item), word("file", item), columns.reference[item], columns.time[item], ...columns.names[item].map((name) => words[name])]).toLowerCase());
      return haystack;
    };

    function row(item) {
      const names = columns.names[item].map((name) => words[name]);
      return element("div", { class: `row ${word("health", item)}` },
        element("span", { class: "row-head" }, element("b", { text: word("type", item) }), " ", element("span", { class: "quiet", text: joined([columns.time[item], word("medium", item), word("state", item), word("owner", item)]) })),
        element("span", { class: "row-side" }, ...names.slice(0, 2).map((name) => element("code", { text: name })), names.length > 2 ? element("span", { text: ` +${names.length - 2}` }) : ""),
        element("span", { class: "row-text" }, element("bdi", { text: columns.text[item] || "–" })),
        element("span", { class: "row-side quiet", text: `line ${columns.line[item].toLocaleString("en")}` }));
    }

    function detail(item) {
      const conversation = data.conversations.findIndex((each) => each.id && each.id === columns.id[item]);
      const facts = [["Time", columns.time[item]], ["Interaction", columns.id[item]], ["Medium", word("medium", item)], ["State", word("state", item)], ["Owner", word("owner", item)], ["Reference", columns.reference[item]], ["Place", `${word("file", item)}:${columns.line[item]}`]];
      const deviations = columns.deviations[item].map(([name, line, column, path]) => element("li", {},
        element("a", { href: `#deviation-${words[name]}`, text: words[name] }), " ", element("span", { class: "quiet", text: `${line}:${column}` }), " ", element("code", { text: path })));
      return [
        element("h3", { text: word("type", item) }),
        element("p", { class: "said" }, element("bdi", { text: columns.text[item] })),
        element("dl", { class: "facts-list" }, ...facts.filter(([, value]) => value !== "" && value !== null).map(([name, value]) => element("div", {}, element("dt", { text: name }), element("dd", {}, element("bdi", { text: value }))))),
        conversation >= 0 ? element("p", {}, element("a", { href: `#c.chosen=${conversation}`, text: "Show the conversation" })) : "",
        deviations.length ? element("h4", { text: "Deviations of its payload" }) : "",
        deviations.length ? element("ul", { class: "places" }, ...deviations) : "",
        columns.more[item] ? element("p", { class: "quiet", text: `and ${columns.more[item].toLocaleString("en")} more` }) : "",
      ].filter(Boolean);
    }

    function wanted(values, searchedWords) {
      const chosen = ["type", "medium", "state", "owner", "health", "file"].filter((name) => values[name]).map((name) => [columns[name], words.indexOf(values[name])]);
      const deviation = values.deviation && words.indexOf(values.deviation);
      const texts = searchedWords.length ? searched() : [];
      return (item) => chosen.every(([column, number]) => column[item] === number)
        && (!values.deviation || columns.names[item].includes(deviation))
        && searchedWords.every((each) => texts[item].includes(each));
    }

    const browser = new Browser("notification-browser", "", all, { row, detail, wanted, noun: "row" });
    for (const name of ["type", "medium", "state", "owner", "health", "file"]) {
      browser.options(name, [...new Set(columns[name])].filter((number) => number >= 0).map((number) => words[number]).sort());
    }
    browser.options("deviation", [...new Set(columns.names.flat())].map((number) => words[number]).sort());
    return browser;
  }

  // ---- Conversations ----

  function conversations(data) {
    const views = data.conversations;
    const all = views.map((_, item) => item);
    let texts;
    const searched = () => {
      texts ??= views.map((view) => joined([view.id, view.subject, view.contact, view.owner, view.medium, view.state, ...view.people, ...view.entries.map((entry) => entry.text)]).toLowerCase());
      return texts;
    };

    function row(item) {
      const view = views[item];
      return element("div", { class: "row" },
        element("span", { class: "row-head" }, element("b", {}, element("bdi", { text: view.subject || view.id || "(no id)" }))),
        element("span", { class: "row-side quiet", text: counted(view.messages, "message") }),
        element("span", { class: "row-text quiet" }, element("bdi", { text: joined([view.medium, view.start, view.people.join(", ")]) })),
        element("span", { class: "row-side quiet", text: joined([view.waited && `waited ${view.waited}`, view.hand_overs.length && "handed over"]) }));
    }

    function entry(one) {
      const made = [];
      if (one.gap) made.push(element("li", { class: "gap", text: one.gap }));
      made.push(element("li", { class: `entry ${one.role}${one.text || one.notes.length ? "" : " event"}` },
        element("p", { class: "who" }, element("b", {}, element("bdi", { text: one.who || one.role })), one.type === "Text" ? "" : " ", one.type === "Text" ? "" : element("span", { class: "type", text: one.type }), " ", element("time", { text: one.time }), " ", !one.index ? "" : element("span", { class: "index", text: one.index })),
        one.text ? element("p", { class: "said", dir: "auto", text: one.text }) : "",
        ...one.notes.map((note) => element("p", { class: "note", text: note }))));
      return made;
    }

    function detail(item) {
      const view = views[item];
      return [
        element("h3", {}, element("bdi", { text: view.subject || view.id || "(no id)" })),
        element("p", { class: "facts" }, element("bdi", { text: joined([view.medium, view.state, view.start, view.lasted, view.owner, view.contact, view.id]) })),
        element("p", { class: "people" }, element("bdi", { text: view.people.join(", ") })),
        element("div", { class: "lanes" }, ...view.lanes.flatMap((lane) => [element("span", { class: "lane-name", text: lane.role }), shape(`role-${lane.role}`, lane.shape)])),
        ...view.hand_overs.map((each) => element("p", { class: "hand-over", text: `Handed over: ${each}` })),
        element("ol", { class: "transcript" }, ...view.entries.flatMap(entry)),
        view.more ? element("p", { class: "limit", text: `${counted(view.more, "message")} more` }) : "",
        element("p", { class: "quiet" }, "First told in ", element("span", { class: "file", text: view.place })),
      ];
    }

    const wanted = (values, words) => (item) => (!values.medium || views[item].medium === values.medium)
      && (!values.handed || views[item].hand_overs.length > 0)
      && words.every((each) => searched()[item].includes(each));
    const order = (items, values) => values.order && items.sort((one, other) => views[other][values.order] - views[one][values.order]);
    const browser = new Browser("conversation-browser", "c.", all, { row, detail, wanted, order, noun: "conversation" });
    browser.options("medium", [...new Set(views.map((view) => view.medium).filter(Boolean))].sort());
    byId("first-conversations").hidden = true;
    return browser;
  }

  async function start() {
    const data = await unpack();
    const browsers = data.columns.line.length ? [notifications(data)] : [];
    if (data.conversations.length) browsers.push(conversations(data));
    for (const link of document.querySelectorAll(".only-script")) link.hidden = false;
    const follow = (isMove) => {
      for (const browser of browsers) browser.read();
      const parameters = state.read();
      const aim = isMove && (parameters.has("c.chosen") ? "conversations" : parameters.has("deviation") ? "notifications" : "");
      if (aim) byId(aim).scrollIntoView();
      const target = location.hash.startsWith("#deviation-") && byId(location.hash.slice(1));
      if (target) target.open = true;
    };
    addEventListener("hashchange", () => {
      if (location.hash !== state.own) follow(true);
      state.own = undefined;
    });
    follow(location.hash.includes("="));
    document.documentElement.dataset.ready = "true";
  }

  start();
})();

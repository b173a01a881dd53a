/* The page of `escape report'.  Lists and sources can be long: only what is
   in sight is in the document.  */
"use strict";
(function () {
  const data = JSON.parse (document.getElementById ("data").textContent);
  const $ = (id) => document.getElementById (id);
  const S = (number) => data.strings[number];
  const ROW = 28, LINE = 20;
  const SHOWN = 4;              /* Verdicts of one line, in the margin.  */

  /* --- What is listed. ---  */

  const bytes = (cost) => {
    if (!cost)
      return "";
    let n = cost[0], unit = 0;
    while (n >= 1024 && unit < 3)
      {
        n /= 1024;
        unit++;
      }
    return `${unit ? n.toFixed (1) : n} ${["B", "KiB", "MiB", "GiB"][unit]}`;
  };

  const findings = data.findings.map ((f) => ({
    group: data.groups[f[0]], rank: f[0], file: S (f[1]), line: f[2],
    column: f[3], text: S (f[4]), function: S (f[5]), kind: S (f[6]),
    since: f[7], fresh: f[8] === 1, cost: f[9],
    path: f[10].map ((e) => ({ file: S (e[0]), line: e[1], column: e[2],
                               text: S (e[3]) }))
  }));
  const verdicts = data.verdicts.map ((v) => ({
    file: S (v[0]), line: v[1], column: v[2], name: S (v[3]), kind: S (v[4]),
    verdict: S (v[5]), function: S (v[6]), reasons: S (v[7]), size: v[8],
    cost: v[9], path: []
  }));
  for (const item of [...findings, ...verdicts])
    item.words = [item.group, item.verdict, item.kind, item.file,
                  item.function, item.text, item.name]
      .join (" ").toLowerCase ();

  const place = (item) => `${item.file}:${item.line}`;
  const near = (item) => {
    const folders = item.file.split ("/");
    return `${folders.slice (-2).join ("/")}:${item.line}`;
  };
  const cost = (item) => (item.cost ? item.cost[0] : -1);
  const measured = [...findings, ...verdicts].some ((item) => item.cost);
  const columns = {
    findings: [
      ["group", (f) => f.group, (f) => f.rank],
      ["where", near, (f) => [f.file, f.line]],
      ["what", (f) => f.text, (f) => f.text],
      ["cost", (f) => bytes (f.cost), (f) => -cost (f)],
      ["since", (f) => f.since, (f) => f.since]
    ],
    verdicts: [
      ["kind", (v) => v.kind, (v) => v.kind],
      ["where", near, (v) => [v.file, v.line]],
      ["name", (v) => v.name, (v) => v.name],
      ["verdict", (v) => v.verdict, (v) => v.verdict],
      ["cost", (v) => bytes (v.cost), (v) => -cost (v)]
    ]
  };
  if (!measured)
    for (const tab in columns)
      columns[tab] = columns[tab].filter (([name]) => name !== "cost");

  const state = {
    tab: findings.length || !verdicts.length ? "findings" : "verdicts",
    sort: null, down: false, groups: new Set (), shown: [], at: -1, step: -1
  };

  const compare = (a, b) => {
    if (Array.isArray (a))
      return compare (a[0], b[0]) || compare (a[1], b[1]);
    return a < b ? -1 : a > b ? 1 : 0;
  };

  function choose ()
  {
    const wanted = $ ("filter").value.toLowerCase ().split (/\s+/)
      .filter ((word) => word);
    const all = state.tab === "findings" ? findings : verdicts;
    state.shown = all.filter (
      (item) => wanted.every ((word) => item.words.includes (word))
                && (state.tab !== "findings" || !state.groups.size
                    || state.groups.has (item.group)));
    if (state.sort)
      {
        const key = columns[state.tab].find ((c) => c[0] === state.sort)[2];
        const keyed = state.shown.map ((item) => [key (item), item]);
        keyed.sort ((a, b) => compare (a[0], b[0]));
        state.shown = keyed.map ((pair) => pair[1]);
        if (state.down)
          state.shown.reverse ();
      }
    $ ("count").textContent = `${state.shown.length} of ${all.length}`;
    $ ("space").style.height = `${state.shown.length * ROW}px`;
    state.at = -1;
    draw_head ();
    draw_rows ();
    if (state.shown.length)
      select (0);
    else
      show_nothing ();
  }

  /* --- The list. ---  */

  function element (name, attributes, ...children)
  {
    const e = document.createElement (name);
    for (const [key, value] of Object.entries (attributes))
      if (key === "onclick")
        e.addEventListener ("click", value);
      else
        e.setAttribute (key, value);
    e.append (...children);
    return e;
  }

  function draw_head ()
  {
    $ ("list").className = state.tab + (measured ? " measured" : "");
    $ ("head").replaceChildren (...columns[state.tab].map (([name]) => {
      const mark = state.sort !== name ? "" : state.down ? " ▾" : " ▴";
      return element ("button", {
        "aria-sort": state.sort !== name ? "none"
                     : state.down ? "descending" : "ascending",
        "data-column": name,
        onclick: () => {
          state.down = state.sort === name && !state.down;
          state.sort = name;
          choose ();
        }
      }, name + mark);
    }));
  }

  function draw_rows ()
  {
    const box = $ ("rows");
    const first = Math.max (0, Math.floor (box.scrollTop / ROW) - 10);
    const last = Math.min (state.shown.length,
                           first + Math.ceil (box.clientHeight / ROW) + 20);
    const rows = [];
    for (let i = first; i < last; i++)
      {
        const item = state.shown[i];
        const row = element ("div", {
          class: "row", role: "row", "data-row": i,
          "aria-selected": i === state.at,
          onclick: () => select (i)
        });
        row.style.top = `${i * ROW}px`;
        for (const [name, text] of columns[state.tab])
          {
            const shown = text (item);
            const style = name === "group" ? `g-${shown}`
                          : name === "verdict" ? shown
                          : name === "where" ? "place" : "";
            row.append (element ("span", {
              class: style, title: name === "where" ? place (item) : shown
            }, name === "where" ? element ("bdi", {}, shown) : shown));
          }
        rows.push (row);
      }
    $ ("space").replaceChildren (...rows);
  }

  function select (i)
  {
    if (!state.shown.length)
      return;
    state.at = Math.max (0, Math.min (i, state.shown.length - 1));
    state.step = -1;
    const box = $ ("rows"), top = state.at * ROW;
    if (top < box.scrollTop)
      box.scrollTop = top;
    else if (top + ROW > box.scrollTop + box.clientHeight)
      box.scrollTop = top + ROW - box.clientHeight;
    draw_rows ();
    show (state.shown[state.at]);
  }

  /* --- One of them. ---  */

  function show_nothing ()
  {
    $ ("about").replaceChildren ("Nothing to show.");
    $ ("graph").replaceChildren ();
    $ ("source").replaceChildren ();
  }

  function show (item)
  {
    const about = [element ("h2", {}, item.text
                            || `${item.name}: ${item.verdict}`)];
    about.push (element ("p", { class: "dim" },
                         `${place (item)}:${item.column}`
                         + (item.function ? `, in ${item.function}` : "")
                         + (item.reasons ? `, because: ${item.reasons}` : "")
                         + (item.size ? `, ${item.size} bytes` : "")));
    if (item.cost)
      about.push (element ("p", {}, `In the run ${bytes (item.cost)} in `
                                    + `${item.cost[1]} calls, `
                                    + `${bytes ([item.cost[2]])} left.`));
    if (item.group)
      about.push (element ("p", {}, data.help[item.group].join (" ")));
    $ ("about").replaceChildren (...about);
    draw_graph (item);
    show_source (item, item.file, item.line);
  }

  const SVG = "http://www.w3.org/2000/svg";

  function svg (name, attributes, text)
  {
    const e = document.createElementNS (SVG, name);
    for (const [key, value] of Object.entries (attributes))
      e.setAttribute (key, value);
    if (text !== undefined)
      e.textContent = text;
    return e;
  }

  function draw_graph (item)
  {
    if (!item.path.length)
      {
        $ ("graph").replaceChildren ();
        return;
      }
    const wide = 210, high = 44, gap = 26;
    const picture = svg ("svg", {
      width: item.path.length * (wide + gap) + gap, height: high + 20,
      role: "img"
    });
    item.path.forEach ((event, i) => {
      const x = gap + i * (wide + gap), y = 10;
      if (i)
        picture.append (svg ("path", {
          d: `M${x - gap} ${y + high / 2}h${gap - 6}m-5 -4l5 4l-5 4`
        }));
      const g = svg ("g", { "data-step": i,
                            class: i === state.step ? "on" : "" });
      const text = `(${i + 1}) ${event.text}`;
      g.append (svg ("rect", { x, y, width: wide, height: high, rx: 5 }),
                svg ("text", { x: x + 8, y: y + 18 },
                     text.length > 32 ? text.slice (0, 31) + "…" : text),
                svg ("text", { x: x + 8, y: y + 35, class: "where" },
                     `${event.file.split ("/").pop ()}:${event.line}`),
                svg ("title", {}, text));
      g.addEventListener ("click", () => go (i));
      picture.append (g);
    });
    $ ("graph").replaceChildren (picture);
  }

  function go (i)
  {
    const item = state.shown[state.at];
    if (!item || !item.path.length)
      return;
    state.step = Math.max (0, Math.min (i, item.path.length - 1));
    draw_graph (item);
    const event = item.path[state.step];
    show_source (item, event.file, event.line);
    const on = $ ("graph").querySelector (".on");
    if (on)
      on.scrollIntoView ({ block: "nearest", inline: "nearest" });
  }

  /* --- The source. ---  */

  const lines_of = new Map ();
  const marks_of = new Map ();

  function source_lines (file)
  {
    if (!lines_of.has (file))
      {
        const number = data.strings.indexOf (file);
        const text = data.sources[number];
        lines_of.set (file, text === undefined ? null : text.split ("\n"));
      }
    return lines_of.get (file);
  }

  for (const v of verdicts)
    {
      if (!marks_of.has (v.file))
        marks_of.set (v.file, new Map ());
      const marks = marks_of.get (v.file);
      if (!marks.has (v.line))
        marks.set (v.line, []);
      marks.get (v.line).push (v);
    }

  let drawn = null;

  function draw_source ()
  {
    if (!drawn)
      return;
    const box = $ ("source");
    const first = Math.max (0, Math.floor (box.scrollTop / LINE) - 20);
    const last = Math.min (drawn.lines.length,
                           first + Math.ceil (box.clientHeight / LINE) + 40);
    const rows = [];
    for (let i = first; i < last; i++)
      {
        const number = i + 1;
        const steps = drawn.steps.get (number) || [];
        const row = element ("div", {
          class: "code" + (steps.length ? " step" : "")
                 + (number === drawn.line ? " now" : ""),
          "data-line": number
        });
        const margin = element ("span", { class: "margin" });
        const marks = (marks_of.get (drawn.file) || new Map ()).get (number)
                      || [];
        for (const v of marks.slice (0, SHOWN))
          margin.append (element ("span", { class: v.verdict,
                                            title: `${v.name}: ${v.verdict}`},
                                  `${v.name}: ${v.verdict} `));
        if (marks.length > SHOWN)
          margin.append (`and ${marks.length - SHOWN} more`);
        row.append (element ("span", { class: "number" }, String (number)),
                    margin, element ("span", {}, drawn.lines[i]));
        if (steps.length)
          row.append (element ("span", { class: "step-text" },
                               steps.join ("  ")));
        rows.push (row);
      }
    const window_ = element ("div", {}, ...rows);
    window_.style.transform = `translateY(${first * LINE}px)`;
    const space = element ("div", {}, window_);
    space.style.height = `${drawn.lines.length * LINE}px`;
    box.replaceChildren (space);
  }

  function show_source (item, file, line)
  {
    const lines = source_lines (file);
    if (!lines)
      {
        drawn = null;
        $ ("source").replaceChildren (`The source of ${file} is not there.`);
        return;
      }
    const steps = new Map ();
    item.path.forEach ((event, i) => {
      if (event.file !== file)
        return;
      if (!steps.has (event.line))
        steps.set (event.line, []);
      steps.get (event.line).push (`(${i + 1}) ${event.text}`);
    });
    drawn = { file, line, lines, steps };
    draw_source ();
    const box = $ ("source");
    box.scrollTop = Math.max (0, line * LINE - box.clientHeight / 2);
    draw_source ();
  }

  /* --- What the user does. ---  */

  function set_tab (tab)
  {
    state.tab = tab;
    state.sort = null;
    for (const name of ["findings", "verdicts"])
      $ (`tab-${name}`).setAttribute ("aria-selected", name === tab);
    $ ("rows").scrollTop = 0;
    choose ();
  }

  function set_theme (theme)
  {
    document.documentElement.dataset.theme = theme;
    try
      {
        localStorage.setItem ("escape-theme", theme);
      }
    catch (e)
      {
        /* From disk some browsers keep nothing.  */
      }
  }

  const other_theme = () =>
    set_theme (document.documentElement.dataset.theme === "dark"
               ? "light" : "dark");

  for (const group of data.groups)
    if (findings.some ((f) => f.group === group))
      {
        const button = element ("button", {
          "aria-pressed": false, class: `g-${group}`,
          onclick: () => {
            if (!state.groups.delete (group))
              state.groups.add (group);
            button.setAttribute ("aria-pressed", state.groups.has (group));
            choose ();
          }
        }, group);
        $ ("groups").append (button);
      }

  let waiting = 0;
  $ ("filter").addEventListener ("input", () => {
    clearTimeout (waiting);
    waiting = setTimeout (choose, 80);
  });
  $ ("rows").addEventListener ("scroll", draw_rows);
  $ ("source").addEventListener ("scroll", draw_source);
  window.addEventListener ("resize", () => {
    draw_rows ();
    draw_source ();
  });
  $ ("tab-findings").addEventListener ("click", () => set_tab ("findings"));
  $ ("tab-verdicts").addEventListener ("click", () => set_tab ("verdicts"));
  $ ("theme").addEventListener ("click", other_theme);
  $ ("keys").addEventListener ("click", () => $ ("help").showModal ());

  const actions = {
    j: () => select (state.at + 1), ArrowDown: () => select (state.at + 1),
    k: () => select (state.at - 1), ArrowUp: () => select (state.at - 1),
    n: () => go (state.step + 1), p: () => go (state.step - 1),
    "/": () => $ ("filter").focus (),
    f: () => set_tab ("findings"), v: () => set_tab ("verdicts"),
    t: other_theme, "?": () => $ ("help").showModal ()
  };
  document.addEventListener ("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || $ ("help").open)
      return;
    if (event.target === $ ("filter"))
      {
        if (event.key === "Escape" || event.key === "Enter")
          $ ("rows").focus ();
        return;
      }
    const action = actions[event.key];
    if (action)
      {
        event.preventDefault ();
        action ();
      }
  });

  let theme = null;
  try
    {
      theme = localStorage.getItem ("escape-theme");
    }
  catch (e)
    {
      theme = null;
    }
  set_theme (theme || (matchMedia ("(prefers-color-scheme: dark)").matches
                       ? "dark" : "light"));
  set_tab (state.tab);
}) ();

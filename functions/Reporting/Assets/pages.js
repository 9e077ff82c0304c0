// Draws each chart over its table. A page needs none of this: without it the tables are open.
(() => {
  "use strict";
  const grey = "var(--chart-grey)", one = "var(--chart-1)", two = "var(--chart-2)", wrong = "var(--chart-bad)", grid = "var(--chart-grid)";
  const day = text => new Date(text + "T00:00:00Z");
  const short = d3.utcFormat("%-d %b %Y");

  const key = entries => {
    const list = document.createElement("ul");
    list.className = "chart-key";
    list.setAttribute("aria-hidden", "true");
    for (const [look, text] of entries) {
      const item = document.createElement("li"), box = document.createElement("i");
      box.className = look;
      item.append(box, text);
      list.append(item);
    }
    return list;
  };

  // Where a system changed, a line with its name; bank holidays are short marks at the foot.
  const marks = (chart, top) => {
    const systems = chart.marks.filter(mark => mark.kind === "system"), holidays = chart.marks.filter(mark => mark.kind === "holiday");
    const [first, last] = d3.extent(chart.data, row => +day(row.week));
    const isRight = mark => day(mark.day) > (first + last) / 2; // its name is written to the left of it
    const name = (which, options) => Plot.text(systems.filter(which), { x: mark => day(mark.day), y: () => top, text: mark => mark.text, dy: -7, fill: "currentColor", ...options });
    return [
      Plot.tickX(holidays, { x: mark => day(mark.day), stroke: grey, insetTop: 0, y: null, strokeOpacity: 0.35 }),
      Plot.ruleX(systems, { x: mark => day(mark.day), stroke: "currentColor", strokeWidth: 1.5, strokeDasharray: "2,3" }),
      name(mark => !isRight(mark), { textAnchor: "start", dx: 4 }),
      name(isRight, { textAnchor: "end", dx: -4 }),
    ];
  };

  const drawings = {
    weeks(chart, width) {
      const rows = chart.data.map(row => ({ ...row, week: day(row.week) }));
      const low = Math.max(0, Math.min(...rows.flatMap(row => [row.percent, row.lower]).filter(value => value != null)) - 5);
      return {
        key: [["one", "percent in time"], ["wrong", "below the limit"], ["hollow", "provisional"], ["line", "control limits"]],
        options: {
          height: Math.max(240, Math.min(340, width * 0.6)), y: { domain: [low, 100], label: "percent in time", grid: true }, x: { label: null, type: "utc" },
          marks: [
            Plot.areaY(rows, { x: "week", y1: "lower", y2: "upper", fill: grey, fillOpacity: 0.12, curve: "step" }),
            Plot.lineY(rows, { x: "week", y: "lower", stroke: grey, strokeDasharray: "5,4", curve: "step" }),
            Plot.lineY(rows, { x: "week", y: "centre", stroke: grey }),
            ...marks(chart, 100),
            Plot.lineY(rows, { x: "week", y: "percent", stroke: one, strokeWidth: 1.5 }),
            Plot.dot(rows, {
              x: "week", y: "percent", r: row => row.below ? 5 : 3, stroke: row => row.below ? wrong : one,
              fill: row => row.provisional ? "var(--govuk-body-background-colour)" : row.below ? wrong : one, strokeWidth: 1.5,
              title: row => `Week from ${short(row.week)}: ${row.percent}% of ${row.records}${row.below ? ", below the limit" : ""}${row.provisional ? ", provisional" : ""}`,
            }),
          ],
        },
      };
    },
    bars(chart, width) {
      return {
        options: {
          height: chart.data.length * 30 + 40, marginLeft: 100, marginRight: 44, x: { label: "records", grid: true }, y: { label: null, domain: chart.data.map(row => row.name) },
          marks: [Plot.barX(chart.data, { y: "name", x: "count", fill: one }), Plot.text(chart.data, { y: "name", x: "count", text: row => `${row.count}`, textAnchor: "start", dx: 5 }), Plot.ruleX([0])],
        },
      };
    },
    months(chart, width) {
      const written = d3.utcFormat("%b %Y"), most = Math.max(...chart.data.map(row => row.count), 1);
      const rows = chart.data.map(row => ({ month: written(day(`${row.month}-01`)), count: row.count }));
      const wanted = 60 + rows.length * 66, isNarrow = wanted > width;
      return {
        options: {
          width: Math.min(width, wanted), height: isNarrow ? 240 : 200, marginBottom: isNarrow ? 64 : 30,
          y: { label: null, grid: true, ticks: Math.min(5, most) }, x: { label: null, domain: rows.map(row => row.month), tickRotate: isNarrow ? -50 : 0 },
          marks: [Plot.barY(rows, { x: "month", y: "count", fill: one, title: row => `${row.month}: ${row.count}` }), Plot.ruleY([0])],
        },
      };
    },
    ages(chart, width) {
      const rows = chart.data.flatMap(row => [{ week: day(row.week), count: row.old, age: "old" }, { week: day(row.week), count: row.fresh, age: "fresh" }]);
      const most = Math.max(...chart.data.map(row => row.old + row.fresh));
      return {
        key: [["wrong", "four days or older"], ["two", "under four days"]],
        options: {
          height: Math.max(240, Math.min(320, width * 0.6)), y: { label: "records received", grid: true }, x: { label: null, type: "utc" },
          marks: [
            Plot.rectY(rows, {
              x: "week", interval: d3.utcMonday, y: "count", fill: row => row.age === "old" ? wrong : two, order: ["old", "fresh"], z: "age", insetLeft: 0.5, insetRight: 0.5,
              title: row => `Week from ${short(row.week)}: ${row.count} ${row.age === "old" ? "four days or older" : "under four days"}`,
            }),
            ...marks(chart, most), Plot.ruleY([0]),
          ],
        },
      };
    },
    hours(chart, width) {
      const most = Math.max(...chart.data.map(row => row.count), 1);
      return {
        options: {
          height: 7 * 26 + 66, marginLeft: 44, marginBottom: 46, x: { domain: d3.range(24), label: "hour of the day", labelOffset: 38, ticks: width < 500 ? [0, 6, 12, 18] : d3.range(0, 24, 3), tickFormat: hour => `${hour}` },
          y: { domain: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], label: null },
          marks: [
            Plot.cell(d3.cross(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], d3.range(24)), { x: pair => pair[1], y: pair => pair[0], fill: "none", stroke: grid, inset: 0.5 }),
            Plot.cell(chart.data, { x: "hour", y: "weekday", fill: one, fillOpacity: row => 0.08 + 0.92 * row.count / most, inset: 0.5, title: row => `${row.weekday} ${row.hour}:00: ${row.count}` }),
          ],
          opacity: { type: "identity" },
        },
      };
    },
    calendar(chart, width) {
      const rows = chart.data.map(row => ({ ...row, day: day(row.day) }));
      const feeds = [...new Set(rows.map(row => row.feed))];
      const usual = row => row.state === "as usual";
      return {
        key: [["two", "as usual"], ["wrong", "not as usual"]],
        options: {
          height: feeds.length * 40 + 40, marginLeft: 6, x: { type: "utc", label: null }, y: { domain: feeds, axis: null, padding: 0.5 },
          marks: [
            Plot.rect(rows, { x1: "day", x2: row => d3.utcDay.offset(row.day, 1), y: "feed", fill: row => usual(row) ? two : wrong, title: row => `${row.feed}, ${short(row.day)}: ${row.state}`, insetTop: 8 }),
            Plot.text(feeds, { y: feed => feed, frameAnchor: "left", text: feed => feed, dy: -14, textAnchor: "start", fill: "currentColor" }),
          ],
        },
      };
    },
  };

  const draw = figure => {
    const chart = JSON.parse(figure.dataset.chart), width = figure.clientWidth;
    if (chart.data.length === 0 || width === 0) return;
    const { key: entries, options } = drawings[chart.kind](chart, width);
    const drawn = Plot.plot({ width, marginTop: chart.marks.length > 0 ? 28 : 16, style: { background: "none", color: "currentColor", fontSize: "13px", overflow: "visible" }, ...options });
    drawn.querySelectorAll("style").forEach(style => style.remove()); // the page's policy takes none; pages.css has what is needed
    for (const part of drawn.querySelectorAll("[aria-label], [aria-description], [aria-hidden]")) // one picture with one label, below
      for (const name of ["aria-label", "aria-description", "aria-hidden"]) part.removeAttribute(name);
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", `${figure.dataset.label}. The table below has the figures.`);
    figure.replaceChildren(...(entries ? [key(entries)] : []), drawn);
    figure.dataset.width = width;
  };

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  for (const figure of figures) {
    draw(figure);
    const table = figure.nextElementSibling;
    if (figure.firstChild && table && table.matches("details.chart-table")) table.open = false;
  }
  addEventListener("beforeprint", () => document.querySelectorAll("details.chart-table").forEach(table => { table.open = true; })); // on paper nothing unfolds
  let waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => figures.filter(figure => figure.dataset.width != figure.clientWidth).forEach(draw), 150);
  });
})();

// Makes charts zoomable, and texts savable. Without it the page has the same charts as drawings.
(function () {
  "use strict";

  // ---- numbers as the rest of the page writes them ----

  function three(value) {
    const magnitude = Math.abs(value);
    const digits = magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0;
    const text = value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return digits ? text.replace(/\.?0+$/, "") : text;
  }

  function scaled(value, steps) {
    for (const [limit, divisor, unit] of steps) {
      if (Math.abs(value) < limit) return three(value / divisor) + " " + unit;
    }
    return "";
  }

  const TIME = [[1e3, 1, "ns"], [999.5e3, 1e3, "us"], [999.5e6, 1e6, "ms"], [Infinity, 1e9, "s"]];
  const BYTES = [[1024, 1, "B"], [2 ** 20, 1024, "KiB"], [2 ** 30, 2 ** 20, "MiB"], [Infinity, 2 ** 30, "GiB"]];
  const BYTE_RATE = [[999.5e3, 1e3, "kB/s"], [999.5e6, 1e6, "MB/s"], [Infinity, 1e9, "GB/s"]];
  const WRITE = {
    TIME: (value) => scaled(value, TIME),
    BYTES: (value) => scaled(value, BYTES),
    BYTE_RATE: (value) => scaled(value, BYTE_RATE),
    RATE: (value) => three(value) + "/s",
    COUNT: three,
    SHARE: (value) => (Math.abs(value) >= 0.001 || value === 0 ? three(100 * value) : Number((100 * value).toPrecision(2))) + " %",
    RATIO: (value) => three(value) + "x",
  };

  function elapsed(seconds) {
    if (seconds < 60) return seconds === 0 ? "0" : three(seconds) + " s";
    const whole = Math.round(seconds);
    const two = (n) => String(n).padStart(2, "0");
    return whole < 3600
      ? Math.floor(whole / 60) + ":" + two(whole % 60)
      : Math.floor(whole / 3600) + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60);
  }

  // A place on an axis of nines as a percentile: 3 is 99.9 %.
  function percentile(nines) {
    const above = 100 * Math.pow(10, -nines);
    return Number((100 - above).toFixed(Math.max(0, Math.min(9, Math.ceil(nines - 0.3))))) + " %";
  }

  // ---- axes ----

  function ninesSplits(low, high) {
    if (high - low < 1) {
      return [0, 1, 2, 3, 4].map((n) => low + (n * (high - low)) / 4);
    }
    const whole = [];
    for (let n = Math.max(1, Math.ceil(low)); n <= high + 1e-9; n++) whole.push(n);
    return [0, Math.log10(2)].filter((n) => n >= low).concat(whole);
  }

  function elapsedSplits(low, high) {
    const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
    const step = steps.find((s) => (high - low) / s <= 9) || Math.ceil((high - low) / 9);
    const splits = [];
    for (let n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9; n++) splits.push(n * step);
    return splits;
  }

  // ---- charts ----

  const DASHES = { s1: [7, 3], s2: [2, 3], s3: [9, 3, 2, 3], s5: [5, 5], s6: [12, 4], s7: [1, 5] };
  const charts = [];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const font = '11.5px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

  const begin = (data) => (data.kind === "nines" ? data.x[0] : 0);

  function options(data, width, hooks) {
    const nines = data.kind === "nines";
    const writeX = nines ? percentile : elapsed;
    const grid = { stroke: () => colour("faint"), width: 1 };
    const axis = { stroke: () => colour("soft"), font: font, grid: grid, ticks: { show: false } };
    const line = (style, label, dash) => ({
      label: label, stroke: () => colour(style), width: style === "hiccup" ? 1.1 : 1.8, dash: dash, points: { show: false }, spanGaps: false,
    });
    return {
      width: width,
      height: Math.round(Math.min(320, Math.max(220, width * 0.37))),
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: true }, y: false, sync: nines ? undefined : { key: "elapsed" } },
      scales: {
        // Time begins at the start, not at the first value.
        x: { time: false, range: (u, low, high) => [low <= data.x[0] ? begin(data) : low, high] },
        y: { distr: data.scale === "LOG" ? 3 : 1, range: [data.low, data.high] },
      },
      axes: [
        Object.assign({}, axis, {
          size: 30,
          splits: (u, i, low, high) => (nines ? ninesSplits : elapsedSplits)(low, high),
          values: (u, at) => at.map(writeX),
        }),
        Object.assign({}, axis, {
          size: 68,
          splits: () => data.ticks.map((tick) => tick.value),
          filter: (u, at) => at,
          values: () => data.ticks.map((tick) => tick.label),
        }),
      ],
      series: [{}]
        .concat(data.series.map((one) => line(one.style, one.label, DASHES[one.style])))
        .concat(data.limits.map((limit) => line("limit", limit.label, [4, 3]))),
      hooks: hooks,
    };
  }

  // On an axis of ratios what is 0 stands at the lower end.
  function values(data) {
    const log = data.scale === "LOG";
    const place = (y) => (y === null ? null : log ? Math.max(y, data.low) : y);
    return [data.x]
      .concat(data.series.map((one) => one.y.map(place)))
      .concat(data.limits.map((limit) => data.x.map(() => limit.value)));
  }

  function button(words, label, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = words;
    element.setAttribute("aria-label", label);
    element.addEventListener("click", act);
    return element;
  }

  function zoomable(figure) {
    const data = JSON.parse(figure.querySelector(".zoom-data").textContent);
    const svg = figure.querySelector(".drawing svg");
    const place = document.createElement("div");
    place.className = "zoom";
    place.setAttribute("role", "img");
    place.setAttribute("aria-labelledby", svg.getAttribute("aria-labelledby"));
    figure.querySelector(".drawing").after(place);
    const first = begin(data);
    const last = data.x[data.x.length - 1];
    const now = figure.querySelectorAll(".legend .now");
    const range = document.createElement("output");
    range.setAttribute("aria-live", "polite");
    const writeX = data.kind === "nines" ? percentile : elapsed;
    let plot = null;

    function show(from, to) {
      const least = (last - first) / 200;
      const width = Math.min(last - first, Math.max(least, to - from));
      const low = Math.max(first, Math.min(last - width, from));
      plot.setScale("x", { min: low, max: low + width });
    }
    function zoom(factor) {
      const middle = (plot.scales.x.min + plot.scales.x.max) / 2;
      const half = ((plot.scales.x.max - plot.scales.x.min) / 2) * factor;
      show(middle - half, middle + half);
    }
    function move(share) {
      const step = (plot.scales.x.max - plot.scales.x.min) * share;
      show(plot.scales.x.min + step, plot.scales.x.max + step);
    }
    const reset = button("Reset zoom", "Reset zoom of " + svg.querySelector("title").textContent, () => show(first, last));

    const hooks = {
      draw: [(u) => {
        u.ctx.save();
        u.ctx.font = devicePixelRatio * 11.5 + "px system-ui, sans-serif";
        u.ctx.textAlign = "right";
        u.ctx.fillStyle = colour("limit");
        for (const limit of data.limits) {
          u.ctx.fillText(limit.label, u.bbox.left + u.bbox.width - 4, u.valToPos(limit.value, "y", true) - 5 * devicePixelRatio);
        }
        u.ctx.restore();
      }],
      setScale: [(u, key) => {
        if (key !== "x") return;
        const whole = u.scales.x.min <= first && u.scales.x.max >= last;
        range.textContent = whole ? "" : "showing " + writeX(u.scales.x.min) + " to " + writeX(u.scales.x.max);
        reset.disabled = whole;
        if (data.kind === "elapsed") together(u);
      }],
      setCursor: [(u) => {
        const at = u.cursor.idx;
        now.forEach((element, n) => {
          const y = at === null || at === undefined ? null : data.series[n].y[at];
          element.textContent = y === null || y === undefined ? "" : WRITE[data.quantity](y);
        });
      }],
    };
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "Zoom");
    tools.append(
      button("+", "Zoom in", () => zoom(0.5)), button("\u2212", "Zoom out", () => zoom(2)),
      button("\u2190", "Move left", () => move(-0.25)), button("\u2192", "Move right", () => move(0.25)), reset, range);
    place.after(tools);
    figure.classList.add("zoomed");
    plot = new uPlot(options(data, place.clientWidth, hooks), values(data), place);
    new ResizeObserver(() => {
      if (place.clientWidth > 0 && place.clientWidth !== plot.width) plot.setSize({ width: place.clientWidth, height: plot.height });
    }).observe(place);
    charts.push({ kind: data.kind, plot: plot });
  }

  // Charts over time show the same time.
  let moving = false;
  function together(moved) {
    if (moving) return;
    moving = true;
    const { min, max } = moved.scales.x;
    for (const chart of charts) {
      const other = chart.plot;
      if (chart.kind === "elapsed" && other !== moved && (other.scales.x.min !== min || other.scales.x.max !== max)) {
        other.setScale("x", { min: min, max: max });
      }
    }
    moving = false;
  }

  // ---- what can be saved and copied ----

  function save(name) {
    const source = Array.from(document.querySelectorAll("script.attachment")).find((one) => one.dataset.name === name);
    const raw = source.textContent.slice(1, -1);
    const text = source.type === "text/plain" ? raw.replace(/&lt;/g, "<").replace(/&amp;/g, "&") : raw;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: source.type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  for (const figure of document.querySelectorAll("figure.chart")) {
    if (figure.querySelector(".zoom-data")) zoomable(figure);
  }
  for (const element of document.querySelectorAll("button.save")) {
    element.addEventListener("click", () => save(element.dataset.name));
  }
  for (const figure of navigator.clipboard ? document.querySelectorAll("figure.code") : []) {
    const copy = button("Copy", "Copy " + figure.querySelector(".title").textContent, () =>
      navigator.clipboard.writeText(figure.querySelector("code").textContent).then(() => { copy.textContent = "Copied"; }));
    figure.append(copy);
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((chart) => chart.plot.redraw()));
  document.documentElement.dataset.scripts = "done";
})();

/* Puts Chart.js in the place of a drawn radar: the same numbers, with tooltips and a legend
   whose lines can be switched off. Without this script, in print and in forced colours the
   drawing stays. */

const live = new Map();
const wantsForced = matchMedia("(forced-colors: active)");
const wantsDark = matchMedia("(prefers-color-scheme: dark)");
const wantsStill = matchMedia("(prefers-reduced-motion: reduce)");
const FILL_OPACITY = 0.16;
const NARROW = 320; // pixels; the labels of a smaller chart would leave it no room
const DASHES = { now: [], before: [6, 4], target: [2, 3] };
const ORDER = { now: 0, before: 1, target: 2 };

let library;

function loadLibrary(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Chart);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

// Chart.js is large and the drawing already says everything: it waits until somebody looks.
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    whenIdle(() => bringToLife(target));
  }
});

function whenIdle(task) {
  if ("requestIdleCallback" in window) requestIdleCallback(task, { timeout: 2000 });
  else setTimeout(task, 200);
}

async function bringToLife(box) {
  if (wantsForced.matches) return;
  let Chart;
  try {
    Chart = await loadLibrary(box.dataset.library);
  } catch {
    return; // the drawing stays
  }
  if (!box.isConnected || box.querySelector("canvas")) return;
  const numbers = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  box.append(canvas);
  const chart = new Chart(canvas, settings(numbers, look(box)));
  box.classList.add("is-live");
  if (!wantsStill.matches) chart.options.animation = { duration: 200 };
  live.set(box, chart);
  addSwitches(box, chart);
}

// The drawing's own colours, as the browser has worked them out for this mode.
function look(box) {
  const style = (selector) => getComputedStyle(box.querySelector(selector));
  const label = style(".radar-label");
  const series = {};
  for (const group of box.querySelectorAll(".radar-series")) {
    series[group.dataset.series] = getComputedStyle(group).color;
  }
  return {
    series,
    surface: style(".radar-step").stroke,
    grid: style(".radar-axis").stroke,
    rim: style(".radar-rim").stroke,
    ink: label.fill,
    quiet: style(".radar-step").fill,
    font: label.fontFamily,
  };
}

function settings(numbers, colours) {
  return {
    type: "radar",
    data: {
      labels: numbers.labels,
      datasets: numbers.series.map((series) => dataset(series, numbers, colours)),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            title: ([first]) => numbers.titles[first.dataIndex],
            label: ({ dataset, raw }) => `${dataset.label}: ${raw}`,
          },
        },
      },
      scales: { r: radius(numbers, colours) },
    },
  };
}

function dataset({ kind, values }, numbers, colours) {
  const colour = colours.series[kind];
  const isNow = kind === "now";
  return {
    kind,
    label: numbers.names[kind],
    data: values,
    order: ORDER[kind],
    // A shape with a gap in it would fill an area that nobody answered.
    fill: isNow && !values.includes(null),
    borderColor: colour,
    borderDash: DASHES[kind],
    borderWidth: isNow ? 3 : 1.75,
    backgroundColor: translucent(colour),
    pointStyle: kind === "target" ? "rectRot" : "circle",
    pointRadius: kind === "target" ? 6 : 5,
    pointHoverRadius: 7,
    pointBorderWidth: 1.75,
    pointBorderColor: isNow ? colours.surface : colour,
    pointBackgroundColor: isNow ? colour : colours.surface,
    pointHoverBackgroundColor: isNow ? colour : colours.surface,
    pointHoverBorderColor: colour,
  };
}

function radius({ max }, colours) {
  return {
    min: 0,
    max,
    grid: { color: ({ tick }) => (tick.value === max ? colours.rim : colours.grid) },
    angleLines: { color: colours.grid },
    ticks: {
      stepSize: 1,
      color: colours.quiet,
      backdropColor: colours.surface,
      backdropPadding: 1,
      font: { family: colours.font, size: 12 },
    },
    pointLabels: {
      color: colours.ink,
      padding: 3,
      font: ({ chart }) => ({
        family: colours.font,
        size: chart.width < NARROW ? 12 : 14,
        weight: 600,
      }),
    },
  };
}

function translucent(colour) {
  return colour.replace(/^rgb\((.+)\)$/, `rgba($1, ${FILL_OPACITY})`);
}

function addSwitches(box, chart) {
  const entries = box.closest("[data-radar]").querySelectorAll(".legend-key");
  for (const entry of entries) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "legend-button";
    button.setAttribute("aria-pressed", "true");
    button.append(...entry.childNodes);
    entry.append(button);
    button.addEventListener("click", () => flip(button, entry.dataset.series, chart));
  }
}

function flip(button, kind, chart) {
  const place = chart.data.datasets.findIndex((each) => each.kind === kind);
  const shows = !chart.isDatasetVisible(place);
  chart.setDatasetVisibility(place, shows);
  chart.update();
  button.setAttribute("aria-pressed", String(shows));
}

function recolour() {
  for (const [box, chart] of live) {
    const numbers = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    const { data, options } = settings(numbers, look(box));
    data.datasets.forEach((fresh, place) => Object.assign(chart.data.datasets[place], fresh));
    chart.options.scales.r = options.scales.r;
    chart.update("none");
  }
}

function watch(root) {
  for (const [box, chart] of live) {
    if (box.isConnected) continue;
    chart.destroy();
    live.delete(box);
  }
  for (const box of root.querySelectorAll("[data-chart]")) watcher.observe(box);
}

wantsDark.addEventListener("change", recolour);
for (const change of ["htmx:afterSettle", "htmx:historyRestore"]) {
  document.addEventListener(change, () => watch(document));
}
watch(document);

/* Puts Chart.js in the place of a drawing: the same numbers, with tooltips and a legend whose
   lines can be switched off. Without this script, in print and in forced colours the drawing
   stays. What a chart looks like is in the module of its kind. */

import * as lines from "./chart-lines.js";
import * as radar from "./chart-radar.js";

const kinds = { lines, radar };
const live = new Map();
const wantsForced = matchMedia("(forced-colors: active)");
const wantsDark = matchMedia("(prefers-color-scheme: dark)");
const wantsStill = matchMedia("(prefers-reduced-motion: reduce)");

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
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  box.append(canvas);
  const chart = new Chart(canvas, settings(box));
  box.classList.add("is-live");
  if (!wantsStill.matches) chart.options.animation = { duration: 200 };
  live.set(box, chart);
  addSwitches(box, chart);
}

function settings(box) {
  const numbers = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const kind = kinds[numbers.type];
  return kind.settings(numbers, kind.look(box), box);
}

function addSwitches(box, chart) {
  const entries = box.closest("[data-legend]").querySelectorAll(".legend-key");
  for (const entry of entries) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "legend-button";
    button.setAttribute("aria-pressed", "true");
    button.append(...entry.childNodes);
    entry.append(button);
    button.addEventListener("click", () => flip(button, entry.dataset.series, chart, box));
  }
}

function flip(button, kind, chart, box) {
  const place = chart.data.datasets.findIndex((each) => each.kind === kind);
  const shows = !chart.isDatasetVisible(place);
  chart.setDatasetVisibility(place, shows);
  chart.update();
  button.setAttribute("aria-pressed", String(shows));
  for (const label of box.querySelectorAll(`[data-label="${kind}"]`)) {
    label.classList.toggle("is-off", !shows);
  }
}

function recolour() {
  for (const [box, chart] of live) {
    const { data } = settings(box);
    data.datasets.forEach((fresh, place) => Object.assign(chart.data.datasets[place], fresh));
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

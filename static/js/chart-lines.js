/* Scales over time. The canvas lies exactly on the drawing and draws the lines and marks alone:
   axes, dates and names stay the drawing's. */

const DASHES = { 1: [], 2: [9, 5], 3: [2.5, 3.5] };
const POINTS = { circle: "circle", diamond: "rectRot", triangle: "triangle", square: "rect" };
const SIZES = { circle: 6, diamond: 7, triangle: 8, square: 7 };
const MANY = 40; // points; beyond them only the touched one is marked

export function look(box) {
  const colours = {};
  for (const group of box.querySelectorAll(".lines-wide .lines-series")) {
    colours[group.dataset.series] = getComputedStyle(group.querySelector(".line")).stroke;
  }
  return { colours, ground: getComputedStyle(box.querySelector(".line-marks")).stroke };
}

export function settings(numbers, colours, box) {
  return {
    type: "line",
    data: { datasets: numbers.series.map((series) => dataset(series, numbers, colours)) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "nearest", axis: "x", intersect: false },
      layout: { autoPadding: false, padding: () => margins(box) },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            title: ([first]) => first && numbers.dates[first.dataIndex],
            label: ({ dataset: { label }, raw }) => `${label}: ${raw.y}`,
          },
        },
      },
      scales: {
        x: { type: "linear", display: false, min: 0, max: numbers.days.at(-1) || 1 },
        y: { display: false, min: 0, max: numbers.max },
      },
    },
  };
}

function dataset(series, numbers, { colours, ground }) {
  const colour = colours[series.kind];
  const size = SIZES[series.glyph];
  const isMarked = (place) => numbers.days.length <= MANY || place === numbers.days.length - 1;
  return {
    kind: series.kind,
    label: series.name,
    data: series.values.map((y, place) => ({ x: numbers.days[place], y })),
    clip: false,
    borderColor: colour,
    borderDash: DASHES[series.colour],
    borderWidth: 3,
    // No line across what does not compare.
    segment: {
      borderColor: ({ p1DataIndex }) => (series.joins[p1DataIndex] ? undefined : "transparent"),
    },
    pointStyle: POINTS[series.glyph],
    pointRadius: ({ dataIndex }) => (isMarked(dataIndex) || isAlone(series, dataIndex) ? size : 0),
    pointHoverRadius: 8,
    pointBorderWidth: 1.5,
    pointBorderColor: ground,
    pointBackgroundColor: colour,
    pointHoverBackgroundColor: colour,
    pointHoverBorderColor: ground,
  };
}

function isAlone({ joins }, place) {
  return !joins[place] && !joins[place + 1];
}

// The margins of the drawing that this window shows, at the size it has now.
function margins(box) {
  for (const drawing of box.querySelectorAll(".lines")) {
    const shown = drawing.getBoundingClientRect().width;
    if (shown) return scaled(drawing.dataset, shown);
  }
  return 0;
}

function scaled({ left, right, top, bottom, width }, shown) {
  const share = shown / width;
  return { left: left * share, right: right * share, top: top * share, bottom: bottom * share };
}

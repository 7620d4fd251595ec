/* One scale as a shape. The canvas lies exactly on the drawing and draws the lines and marks alone:
   rings, names and badges stay the drawing's. */

const FILL_OPACITY = 0.16;
const DASHES = { now: [], before: [5, 4], target: [0, 5] };
const WIDTHS = { now: 2.5, before: 1.75, target: 2 };
const ORDER = { now: 0, before: 1, target: 2 };

// The drawing's own colours, as the browser has worked them out for this mode.
export function look(box) {
  const series = {};
  for (const group of box.querySelectorAll(".radar-series")) {
    series[group.dataset.series] = getComputedStyle(group).color;
  }
  return { series, surface: getComputedStyle(box.querySelector(".radar-step")).stroke };
}

export function settings(numbers, colours, box) {
  const now = numbers.series.find(({ kind }) => kind === "now").values;
  return {
    type: "radar",
    data: {
      labels: numbers.labels,
      datasets: numbers.series.map((series) => dataset(series, now, numbers, colours)),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: {
        legend: { display: false },
        filler: { drawTime: "beforeDatasetsDraw" },
        tooltip: {
          callbacks: {
            title: ([first]) => numbers.titles[first.dataIndex],
            label: ({ dataset, raw }) => `${dataset.label}: ${raw}`,
          },
        },
      },
      // Zero lies on a ring at a fifth of the radius, as one step above a centre of -1.
      scales: {
        r: {
          display: false,
          min: -numbers.max / 4,
          max: numbers.max,
          afterFit: (axis) => place(axis, box),
        },
      },
    },
  };
}

// The centre and radius of the drawing, in pixels of the canvas.
function place(axis, box) {
  const drawing = box.querySelector(".radar");
  const shown = drawing.getBoundingClientRect();
  const canvas = box.getBoundingClientRect();
  const { x, y, width } = drawing.viewBox.baseVal;
  const scale = shown.width / width;
  axis.xCenter = shown.left - canvas.left - x * scale;
  axis.yCenter = shown.top - canvas.top - y * scale;
  axis.drawingArea = drawing.dataset.radius * scale;
}

function dataset({ kind, values }, now, numbers, colours) {
  const colour = colours.series[kind];
  const isNow = kind === "now";
  const isMarked = (value, index) => kind !== "before" || value !== now[index];
  return {
    kind,
    label: numbers.names[kind],
    data: values,
    order: ORDER[kind],
    // A shape with a gap in it would fill an area that nobody answered.
    fill: isNow && !values.includes(null) && { value: 0 },
    borderColor: colour,
    borderDash: DASHES[kind],
    borderCapStyle: kind === "target" ? "round" : "butt",
    borderJoinStyle: "round",
    borderWidth: WIDTHS[kind],
    backgroundColor: translucent(colour),
    pointStyle: kind === "target" ? "rectRot" : "circle",
    pointRadius: values.map((value, index) => (isMarked(value, index) ? 5 : 0)),
    pointHoverRadius: 7,
    pointHitRadius: 6,
    pointBorderWidth: 1.5,
    pointBorderColor: isNow ? colours.surface : colour,
    pointBackgroundColor: isNow ? colour : colours.surface,
    pointHoverBackgroundColor: isNow ? colour : colours.surface,
    pointHoverBorderColor: colour,
  };
}

function translucent(colour) {
  return colour.replace(/^rgb\((.+)\)$/, `rgba($1, ${FILL_OPACITY})`);
}

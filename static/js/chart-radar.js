/* One scale as a shape: what Chart.js is told to draw a radar like the drawing. */

const FILL_OPACITY = 0.16;
const NARROW = 320; // pixels; the labels of a smaller chart would leave it no room
const DASHES = { now: [], before: [6, 4], target: [2, 3] };
const ORDER = { now: 0, before: 1, target: 2 };

// The drawing's own colours, as the browser has worked them out for this mode.
export function look(box) {
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

export function settings(numbers, colours) {
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

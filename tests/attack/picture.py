"""The gains of a run as an SVG, readable on light and dark pages."""

from tests.attack.evidence import BAR_BEST, VARIANTS, Run

WIDTH, ROW, LEFT, TOP = 760, 44, 360, 40
LOW, HIGH = -2.0, 8.0  # points


def draw(run: Run) -> str:
    height = TOP + ROW * len(VARIANTS) + 50
    marks = [_axis(points, height) for points in range(-2, 9, 2)]
    rows = [_row(n, kind, run) for n, kind in enumerate(VARIANTS)]
    bar = _x(BAR_BEST)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
            ' font-family="sans-serif" font-size="14">',
            "<title>Gain over guessing on the best target, with 95 % interval</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *marks,
            f'<line x1="{bar}" x2="{bar}" y1="{TOP - 12}" y2="{height - 46}" stroke="#a40000"'
            ' stroke-width="2"/>',
            f'<text x="{bar + 6}" y="{TOP - 4}" fill="#a40000">bar {BAR_BEST:+d}</text>',
            *rows,
            f'<text x="{LEFT}" y="{height - 6}" fill="#333">gain over guessing on the best'
            " target, percentage points</text>",
            "</svg>\n",
        ]
    )


def _x(points: float) -> float:
    share = (min(max(points, LOW), HIGH) - LOW) / (HIGH - LOW)
    return round(LEFT + share * (WIDTH - LEFT - 30), 1)


def _axis(points: int, height: int) -> str:
    x, end = _x(points), height - 46
    return (
        f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{end}" stroke="#ccc"/>'
        f'<text x="{x}" y="{end + 18}" text-anchor="middle" fill="#333">{points:+d}</text>'
    )


def _row(n: int, kind: str, run: Run) -> str:
    gain, y = run.gains[kind], TOP + ROW * n + ROW // 2
    lower, upper = _x(2 * gain.best_target - gain.best_upper), _x(gain.best_upper)
    return (
        f'<text x="{LEFT - 16}" y="{y + 5}" text-anchor="end" fill="#111">{VARIANTS[kind]}</text>'
        f'<line x1="{lower}" x2="{upper}" y1="{y}" y2="{y}" stroke="#14506e" stroke-width="3"/>'
        f'<circle cx="{_x(gain.best_target)}" cy="{y}" r="6" fill="#14506e"/>'
    )

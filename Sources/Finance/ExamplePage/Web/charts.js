// Charts as SVG. Figures stay BigInt; only the place of a point on the screen is a floating-point number.

import { drawn, language, word } from './dom.js';
import { shown } from './money.js';

const size = { width: 640, height: 268, left: 78, right: 10, top: 34, bottom: 28 };
const inner = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom };

/** Round figures that span the values and zero, about five of them. */
export function ticks(values) {
  let low = 0n;
  let high = 0n;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) high = 10000n;
  let step = 100n;
  for (let next = 0; (high - low) / step >= 6n; next += 1) step = next % 3 === 1 ? step * 5n / 2n : step * 2n;
  const first = low < 0n ? -((-low + step - 1n) / step) : 0n;
  const last = (high + step - 1n) / step;
  return Array.from({ length: Number(last - first) + 1 }, (_, index) => (first + BigInt(index)) * step);
}

/** Places values between the lowest and the highest tick. */
function scale(marks) {
  const low = marks[0];
  const span = Number(marks.at(-1) - low);
  return (value) => size.top + inner.height * (1 - Number(value - low) / span);
}

/** Whole units, for an axis of round figures. */
const short = (minor) => shown(minor, language).slice(0, -3);

function axes(labels, marks, y) {
  const group = drawn('g', { class: 'axes' });
  group.append(drawn('text', { x: 0, y: 18, class: 'unit' }, word('unit')));
  for (const mark of marks) {
    group.append(
      drawn('line', {
        x1: size.left, x2: size.width - size.right, y1: y(mark), y2: y(mark), class: mark === 0n ? 'zero' : 'grid',
      }),
      drawn('text', { x: size.left - 8, y: y(mark) + 4, 'text-anchor': 'end' }, short(mark)));
  }
  labels.forEach((label, index) => group.append(
    drawn('text', { x: middle(index, labels.length), y: size.height - 8, 'text-anchor': 'middle' }, label)));
  return group;
}

const middle = (index, count) => size.left + inner.width * (index + 0.5) / count;

function drawing(title, ...children) {
  return drawn('svg', { viewBox: `0 0 ${size.width} ${size.height}`, role: 'img', 'aria-label': title }, ...children);
}

/** A line through the values of the months; months to come have none. */
export function lineChart(title, labels, values) {
  const there = values.filter((value) => value !== undefined);
  const marks = ticks(there);
  const y = scale(marks);
  const points = there.map((value, index) => [middle(index, labels.length), y(value)]);
  return drawing(
    title, axes(labels, marks, y),
    drawn('polyline', { class: 'line', points: points.map((point) => point.join(',')).join(' ') }),
    ...points.map(([x, height], index) => drawn(
      'circle', { class: 'point', cx: x, cy: height, r: 4 },
      drawn('title', {}, `${labels[index]}: ${shown(there[index], language)}`))));
}

/** Bars side by side, one series after the other. */
export function barChart(title, labels, series) {
  const marks = ticks(series.flatMap((one) => one.values.filter((value) => value !== undefined)));
  const y = scale(marks);
  const width = inner.width / labels.length * 0.7 / series.length;
  const bars = series.flatMap((one, place) => one.values.flatMap((value, index) => {
    if (value === undefined) return [];
    const x = middle(index, labels.length) + (place - series.length / 2) * width;
    const top = Math.min(y(value), y(0n));
    return [drawn(
      'rect', { class: one.style, x, y: top, width: width - 1, height: Math.abs(y(value) - y(0n)) },
      drawn('title', {}, `${one.name}, ${labels[index]}: ${shown(value, language)}`))];
  }));
  return drawing(title, axes(labels, marks, y), ...bars);
}

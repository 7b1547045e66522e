import {textWidth} from '../../report/figures/draw.ts';

/** A name beside its point: where the text is anchored, in pixels from the point. */
export interface NamePlace {
  readonly dx: number;
  readonly dy: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Around the point, the best first. */
const places: readonly NamePlace[] = [
  {dx: 9, dy: -9, align: 'left'},
  {dx: 9, dy: 17, align: 'left'},
  {dx: -9, dy: -9, align: 'right'},
  {dx: -9, dy: 17, align: 'right'},
  {dx: 0, dy: -14, align: 'center'},
  {dx: 0, dy: 24, align: 'center'},
  {dx: 0, dy: -34, align: 'center'},
  {dx: 0, dy: 44, align: 'center'},
];

type Point = readonly [x: number, y: number];

const fontSize = 12;

/**
 * The place of a name at which the ways cover least of it.
 *
 * @param point where the mark is, in pixels from the upper left
 * @param ways in pixels, too
 * @param size of the picture, which the name must not leave
 */
export function placeOfName(
  name: string,
  [x, y]: Point,
  ways: readonly (readonly Point[])[],
  {width, height}: {width: number; height: number},
): NamePlace {
  const length = textWidth(name, fontSize);
  const covered = ({dx, dy, align}: NamePlace): number => {
    const left = x + dx - (align === 'left' ? 0 : align === 'right' ? length : length / 2);
    const [right, top, bottom] = [left + length, y + dy - fontSize, y + dy + 4];
    if (left < 0 || right > width || top < 0 || bottom > height) return Number.POSITIVE_INFINITY;
    const isInside = ([a, b]: Point): boolean => a > left - 3 && a < right + 3 && b > top - 3 && b < bottom + 3;
    return ways.flatMap(alongWay).filter(isInside).length;
  };
  const counts = places.map(covered);
  return places[counts.indexOf(Math.min(...counts))]!;
}

/** Points of a way a few pixels apart. */
function alongWay(way: readonly Point[]): Point[] {
  return way.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = way[i]!;
    const pieces = Math.min(200, Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / 4)));
    return Array.from({length: pieces + 1}, (_, k): Point => [
      fromX + ((x - fromX) * k) / pieces,
      fromY + ((y - fromY) * k) / pieces,
    ]);
  });
}

import type {PanelFrame} from '../../report/figures/draw.ts';

/** Pixels beside the picture for the ticks and titles of the axes. */
const beside = {x: 72, y: 66};

/** Least height of a picture: a flatter one has no room for the ticks. */
const leastHeight = 90;

/** The frame in which a unit is as long across as up: the height follows from the width, or the width from the height. */
export function equalFrame({x, y}: {x: readonly number[]; y: readonly number[]}, frame: PanelFrame): PanelFrame {
  const ratio = (y.at(-1)! - y[0]!) / (x.at(-1)! - x[0]!);
  const width = frame.width - beside.x;
  const height = Math.max(leastHeight, width * ratio);
  if (height <= frame.height * 1.35) return {...frame, height: Math.round(height + beside.y)};
  return {
    ...frame,
    width: Math.round((frame.height * 1.35) / ratio + beside.x),
    height: Math.round(frame.height * 1.35 + beside.y),
  };
}

/** The picture in such a frame: its size is given to the pixel, and the axes come outside of it. */
export const pictureOf = ({width, height}: Pick<PanelFrame, 'width' | 'height'>) => ({
  width: width - beside.x,
  height: height - beside.y,
  autosize: {type: 'pad'},
});

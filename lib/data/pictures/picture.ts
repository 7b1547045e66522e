/** A picture of three bytes a pixel, red, green and blue, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The brightness of the three colours to the eye: 0.299 red + 0.587 green + 0.114 blue. */
export function toGrey({width, height, data}: Picture): Uint8Array {
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = Math.round(0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!);
  }
  return grey;
}

/** Whether red, green and blue are the same everywhere. */
export function isGrey({data}: Picture): boolean {
  for (let i = 0; i < data.length; i += 3) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false;
  return true;
}

/**
 * Pixels of any depth and with or without opacity as a picture, over white: c opacity + 255 (1 - opacity).
 *
 * @param data pixels of 1 to 4 channels: grey, grey and opacity, colour, colour and opacity
 * @param most the value of full brightness: 255, or 65535 of 16 bits
 */
export function overWhite(
  {width, height, data}: {width: number; height: number; data: ArrayLike<number>},
  channels: number,
  most: number,
): Picture {
  const result = new Uint8Array(3 * width * height);
  const colours = channels < 3 ? 1 : 3;
  for (let i = 0; i < width * height; i++) {
    const opacity = channels === colours ? 1 : data[i * channels + colours]! / most;
    for (let colour = 0; colour < 3; colour++) {
      const value = data[i * channels + Math.min(colour, colours - 1)]! / most;
      result[3 * i + colour] = Math.round(255 * (value * opacity + 1 - opacity));
    }
  }
  return {width, height, data: result};
}

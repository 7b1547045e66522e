import {styleText} from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Whether a stream shows colours: a terminal that can, and neither NO_COLOR nor TERM=dumb against it. */
function showsColour(stream: NodeJS.WriteStream): boolean {
  const {NO_COLOR, TERM} = process.env;
  return stream.isTTY && !NO_COLOR && TERM !== 'dumb' && stream.hasColors();
}

/** Styles text where the stream shows colours, and leaves it as it is elsewhere. */
export function style(text: string, format: Format, stream: NodeJS.WriteStream): string {
  return showsColour(stream) ? styleText(format, text, {validateStream: false}) : text;
}

/** Seconds as a person says them: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
}

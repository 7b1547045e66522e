/** What stands for a value that there is none of. */
export const missing = '\u2013';

type Formatted = number | null;

const superscripts: Readonly<Record<string, string>> = {
  '-': '\u207b',
  '0': '\u2070',
  '1': '\u00b9',
  '2': '\u00b2',
  '3': '\u00b3',
  '4': '\u2074',
  '5': '\u2075',
  '6': '\u2076',
  '7': '\u2077',
  '8': '\u2078',
  '9': '\u2079',
};

function special(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '\u221e' : '\u2212\u221e';
}

/**
 * A number with so many significant digits, as 0.00123, 12.3 or 1.23·10⁸.
 *
 * @param value null gives a dash
 * @param digits significant digits, 3 by default
 */
export function formatNumber(value: Formatted, digits = 3): string {
  if (value === null) return missing;
  if (!Number.isFinite(value)) return special(value);
  if (value < 0) return `\u2212${formatNumber(-value, digits)}`;
  if (value === 0) return '0';
  if (value < 1e6 && value >= 1e-4) return String(Number(value.toPrecision(digits)));
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
  const factor = Number(mantissa) === 1 ? '' : `${Number(mantissa)}\u00b7`;
  return `${factor}10${exponent.replace('+', '').replaceAll(/./g, (sign) => superscripts[sign]!)}`;
}

/** A number with so many decimals, so that numbers of a row compare: −0.60, 12.35; large ones as {@link formatNumber} has them. */
export function formatDecimals(value: Formatted, decimals: number): string {
  if (value === null || !Number.isFinite(value) || Math.abs(value) >= 1e6) return formatNumber(value);
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

/** A loss with four decimals, so that a column of them lines up; large ones with three digits. */
export function formatLoss(value: Formatted): string {
  if (value === null || !Number.isFinite(value) || Math.abs(value) >= 1e3) return formatNumber(value);
  return value !== 0 && Math.abs(value) < 1e-3 ? formatNumber(value) : value.toFixed(4);
}

/** A fraction as per cent: 0.9712 is 97.12 %. */
export function formatPercent(value: Formatted, decimals = 2): string {
  if (value === null) return missing;
  return Number.isFinite(value) ? `${(100 * value).toFixed(decimals)} %` : special(value);
}

/** A duration: 0.42 s, 12.3 s, 3 min 05 s, 2 h 07 min. */
export function formatSeconds(value: Formatted): string {
  if (value === null || !Number.isFinite(value)) return value === null ? missing : special(value);
  if (value < 60) return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`;
  const two = (part: number) => String(part).padStart(2, '0');
  const seconds = Math.round(value);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** A count or a rate of counts with thin spaces between thousands: 12 345. */
export function formatCount(value: Formatted): string {
  if (value === null || !Number.isFinite(value)) return value === null ? missing : special(value);
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** A mean and its spread over seeds with as many decimals, 0.0812 \u00b1 0.0020; the mean alone where there is no spread. */
export function formatSpread(
  value: Formatted,
  spread: Formatted,
  format: (value: Formatted) => string = formatLoss,
): string {
  const text = format(value);
  const fixed = /^\d+\.(\d+)( %)?$/.exec(text);
  if (spread === null || value === null) return text;
  if (fixed === null || !Number.isFinite(spread)) return `${text} \u00b1 ${format(spread)}`;
  const [, decimals = '', unit = ''] = fixed;
  const scaled = unit === '' ? spread : 100 * spread;
  return `${text.slice(0, text.length - unit.length)} \u00b1 ${scaled.toFixed(decimals.length)}${unit}`;
}

/** One test as it ended in a page. */
export interface TestResult {
  readonly suite: string;
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
  readonly milliseconds: number;
}

/** A number that a suite measured, for the tables of the documentation. */
export interface Measured {
  readonly table: string;
  readonly row: string;
  readonly value: string;
}

/** All that came out of a page. */
export interface PageResult {
  readonly label: string;
  readonly tests: readonly TestResult[];
  readonly measured: readonly Measured[];
  readonly seconds: number;
  /** Why the suites did not run to their end. */
  readonly broken?: string;
}

/** Columns as wide as their widest cell, in the form of Markdown. */
function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [header, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

function cell(tests: readonly TestResult[]): string {
  const ran = tests.filter(({state}) => state !== 'skipped');
  if (ran.length === 0) return '-';
  const failed = ran.filter(({state}) => state === 'failed').length;
  return failed === 0 ? String(ran.length) : `${failed} of ${ran.length} failed`;
}

/** Tests that passed or failed, a line for each suite, a column for each backend. */
export function resultTable(pages: readonly PageResult[]): string {
  const suites = [...new Set(pages.flatMap(({tests}) => tests.map(({suite}) => suite)))];
  const rows = suites.map((suite) => [suite, ...pages.map(({tests}) => cell(tests.filter((t) => t.suite === suite)))]);
  const total = ['all', ...pages.map(({tests}) => cell(tests))];
  const seconds = ['seconds', ...pages.map((page) => page.seconds.toFixed(0))];
  return markdownTable(['tests passed', ...pages.map(({label}) => label)], [...rows, total, seconds]);
}

/** What was measured, a table by its name. */
export function measuredTables(pages: readonly PageResult[]): Map<string, string> {
  const names = [...new Set(pages.flatMap(({measured}) => measured.map(({table}) => table)))];
  return new Map(
    names.map((name) => {
      const rows = [
        ...new Set(pages.flatMap(({measured}) => measured.filter(({table}) => table === name).map(({row}) => row))),
      ];
      const cells = rows.map((row) => [
        row,
        ...pages.map(({measured}) => measured.find((each) => each.table === name && each.row === row)?.value ?? ''),
      ]);
      return [name, markdownTable([name, ...pages.map(({label}) => label)], cells)] as const;
    }),
  );
}

/** Every failure with its place and message. */
export function failures(pages: readonly PageResult[]): string[] {
  return pages.flatMap(({label, tests, broken}) => [
    ...(broken === undefined ? [] : [`${label}: ${broken}`]),
    ...tests
      .filter(({state}) => state === 'failed')
      .map(({suite, title, error}) => `${label}: ${suite}: ${title}\n    ${error}`),
  ]);
}

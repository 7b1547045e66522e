/** The version of the GNU C library that Node runs on; `null` where it runs on another one. */
export function glibcVersion(): string | null {
  // Without this the report looks up the names of all network peers, which can take seconds; Node 20 has no such setting.
  Object.assign(process.report, {excludeNetwork: true});
  const report = process.report.getReport() as {header?: {glibcVersionRuntime?: string}};
  return report.header?.glibcVersionRuntime ?? null;
}

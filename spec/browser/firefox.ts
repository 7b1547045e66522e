import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';

/** Where the browser is. */
export const firefoxPath = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
const screenPath = '/usr/bin/Xvfb';

/** Settings of a new profile: nothing asks, nothing is sent, and WebGL may be computed in software. */
const settings = {
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'webgl.force-enabled': true,
};

/** Whether there is something that Firefox can draw on; without a screen it has no WebGL. */
export const hasScreen = (): boolean => process.env['DISPLAY'] !== undefined || existsSync(screenPath);

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((resolve) => void child.once('exit', () => resolve()))
    : Promise.resolve();

/** A screen that nobody sees; null where there is one, or none can be made. */
async function makeScreen(): Promise<{display: string; close(): void} | null> {
  if (process.env['DISPLAY'] !== undefined || !hasScreen()) return null;
  const size = ['-screen', '0', '1280x800x24'];
  const screen = spawn(screenPath, ['-displayfd', '1', '-nolisten', 'tcp', ...size], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // It writes its number as soon as it is there.
  const display = await new Promise<string>((resolve, reject) => {
    screen.stdout.once('data', (number) => resolve(`:${String(number).trim()}`));
    screen.once('exit', () => reject(new Error(`${screenPath} ended before it had a screen`)));
  });
  return {display, close: () => void screen.kill()};
}

/**
 * Opens an address in a Firefox of its own: it needs no driver, for the page posts its results.
 *
 * @returns `gone` ends with what it wrote if it goes by itself; `close` ends it
 */
export async function openInFirefox(address: string): Promise<{gone: Promise<string>; close(): Promise<void>}> {
  const screen = await makeScreen();
  const profile = mkdtempSync(join(tmpdir(), 'tfjs-optim-firefox-'));
  const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${value});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    firefoxPath,
    [...(hasScreen() ? [] : ['--headless']), '--no-remote', '--profile', profile, address],
    {
      env: {...process.env, HOME: profile, ...(screen && {DISPLAY: screen.display})},
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const written = text(child.stderr);
  return {
    gone: ended(child).then(() => written),
    async close() {
      child.kill();
      await ended(child);
      screen?.close();
      rmSync(profile, {recursive: true, force: true, maxRetries: 5});
    },
  };
}

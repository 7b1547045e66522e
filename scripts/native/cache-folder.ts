import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';

/** Where this package keeps what every checkout of the user shares: `$XDG_CACHE_HOME` or `~/.cache`, then `tfjs-optim/native`. */
export function nativeCache(environment: NodeJS.ProcessEnv = process.env): string {
  const asked = environment['XDG_CACHE_HOME'] ?? '';
  // The XDG specification says that a relative path is to be ignored.
  return join(isAbsolute(asked) ? asked : join(homedir(), '.cache'), 'tfjs-optim', 'native');
}

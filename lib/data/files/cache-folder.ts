import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';

/**
 * The folder that fetched data are kept in: `tfjs-optim/data` in the user's cache folder, `$XDG_CACHE_HOME` or `~/.cache`.
 *
 * @param environment variables to look in; those of the process by default
 * @example
 * dataCacheFolder({XDG_CACHE_HOME: '/var/cache/me'}); // '/var/cache/me/tfjs-optim/data'
 * @see XDG Base Directory Specification, by which a relative path in the variable counts for nothing
 */
export function dataCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const {XDG_CACHE_HOME: chosen = ''} = environment;
  return join(isAbsolute(chosen) ? chosen : join(homedir(), '.cache'), 'tfjs-optim', 'data');
}

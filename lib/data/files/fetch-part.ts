import {open, rm, stat} from 'node:fs/promises';
import {DataError} from '../data-error.ts';
import {cannotWrite} from './cannot-write.ts';
import {Failure, networkReason, statusFailure} from './failure.ts';

export interface FetchOptions {
  /** Milliseconds without a byte after which the attempt is given up. */
  timeout: number;
  onProgress: (received: number, total: number | null) => void;
  signal?: AbortSignal | undefined;
}

/** More than twice the largest file of any set; a server that sends without end must not fill the disk. */
const limit = 1e8;

async function sizeOf(path: string): Promise<number> {
  return await stat(path).then(
    ({size}) => size,
    () => 0,
  );
}

/** First byte and total of `Content-Range: bytes 100-999/1000`, or of `bytes * /1000` without a first byte. */
function contentRange(response: Response): {first: number; total: number | null} | null {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(?:(\d+)|\*)$/.exec(response.headers.get('content-range') ?? '');
  if (match === null) return null;
  return {first: Number(match[1] ?? -1), total: match[2] === undefined ? null : Number(match[2])};
}

/** Where the bytes of an answer belong and how many the whole has; null where the part on disk does not fit the answer. */
function placement(response: Response, present: number): {offset: number; total: number | null} | null {
  if (response.status === 206) {
    const range = contentRange(response);
    return range?.first === present ? {offset: present, total: range.total} : null;
  }
  const length = response.headers.get('content-length');
  // The length is that of the packed transfer where the server packs for the way.
  return {offset: 0, total: length === null || response.headers.has('content-encoding') ? null : Number(length)};
}

async function save(
  response: Response,
  path: string,
  offset: number,
  onChunk: (received: number) => void,
): Promise<number> {
  const file = await open(path, offset === 0 ? 'w' : 'a').catch(cannotWrite(path));
  let received = offset;
  try {
    onChunk(received);
    for await (const chunk of response.body ?? []) {
      await file.appendFile(chunk).catch(cannotWrite(path));
      received += chunk.length;
      if (received > limit) throw new Failure(`the server sent more than ${limit} bytes`, true);
      onChunk(received);
    }
    return received;
  } finally {
    await file.close();
  }
}

async function attempt(
  url: string,
  path: string,
  options: FetchOptions,
  signal: AbortSignal,
  alive: () => void,
): Promise<void> {
  const present = await sizeOf(path);
  // Packing for the way would make the byte positions of the file and of the transfer differ.
  const headers = {'accept-encoding': 'identity', ...(present > 0 ? {range: `bytes=${present}-`} : {})};
  const response = await fetch(url, {headers, signal});
  alive();
  if (present > 0 && response.status === 416) {
    await response.body?.cancel();
    if (contentRange(response)?.total === present) return;
    await rm(path, {force: true});
    return await attempt(url, path, options, signal, alive);
  }
  const failure = statusFailure(response);
  if (failure !== null) {
    await response.body?.cancel();
    throw failure;
  }
  const place = placement(response, present);
  if (place === null) {
    await response.body?.cancel();
    if (present === 0) throw new Failure('the server sent a part of the file although the whole was asked for', true);
    await rm(path, {force: true});
    return await attempt(url, path, options, signal, alive);
  }
  const received = await save(response, path, place.offset, (bytes) => {
    alive();
    options.onProgress(bytes, place.total);
  });
  if (place.total !== null && received !== place.total) {
    throw new Failure(`the transfer ended after ${received} of ${place.total} bytes`);
  }
}

/**
 * Fetches a file, going on after the bytes that an earlier attempt left: by a Range request, or from the start where the server
 * ignores it or the part does not fit.
 *
 * @param url the file
 * @param path where its bytes go; what arrived stays there if the attempt fails
 * @throws Failure with the reason in words; DataError where the disk refuses; the reason of the signal where that stops it
 */
export async function fetchPart(url: string, path: string, options: FetchOptions): Promise<void> {
  const {timeout, signal} = options;
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), timeout);
  const signals = signal === undefined ? [stalled.signal] : [stalled.signal, signal];
  try {
    await attempt(url, path, options, AbortSignal.any(signals), () => timer.refresh());
  } catch (error) {
    signal?.throwIfAborted();
    if (stalled.signal.aborted) throw new Failure(`nothing arrived for ${timeout / 1000} s`);
    if (error instanceof Failure || error instanceof DataError) throw error;
    throw new Failure(networkReason(error));
  } finally {
    clearTimeout(timer);
  }
}

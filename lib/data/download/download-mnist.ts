import type {Checksums, DatasetName} from '../published-sets.ts';

export interface DownloadOptions {
  dataset?: DatasetName;
  cacheDir?: string;
  mirrors?: readonly string[];
  onProgress?: (file: string, received: number, total: number | null) => void;
  signal?: AbortSignal;
  timeout?: number;
  rounds?: number;
  pause?: number;
  checksums?: Checksums;
}

export async function downloadMnist(_options: DownloadOptions = {}): Promise<{dir: string; fetched: string[]}> {
  throw new Error('internal: not yet');
}

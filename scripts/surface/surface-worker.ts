import {loadBackend} from '../../lib/native/index.ts';
import {RunFolder} from '../run/folder/run-folder.ts';
import {scanShare} from './scan-share.ts';

// A process of `tfjs-optim surface`: folder, its number, and how many there are. It ends with the process that began it.
const [path = '', index = '0', count = '1'] = process.argv.slice(2);
const abandon = (): never => process.exit(1);
process.on('disconnect', abandon);
await loadBackend();
await scanShare(new RunFolder(path), {
  index: Number(index),
  count: Number(count),
  onPoints: (points) => process.send?.({points}),
});
process.off('disconnect', abandon);
process.exit(0);

import '../../base/wording.ts';

export {dataCacheFolder} from './cache-folder.ts';
export {downloadMnist, type Downloaded, type DownloadOptions} from './download-mnist.ts';
export {readIdx} from './idx.ts';
export {loadMnist, type LoadMnistOptions} from './load-mnist.ts';
export {readNpy, readNpz} from '../formats/numpy.ts';
export {loadData, loadFolds} from './load-data.ts';
export type {LoadDataOptions} from './load-options.ts';
export type {NpyArray} from '../arrays/npy.ts';
export {readTable, type ReadTableOptions} from '../formats/read-table.ts';
export {type Images, readImages, type ReadImagesOptions} from '../formats/read-images.ts';

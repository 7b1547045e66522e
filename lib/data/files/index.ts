import '../../base/wording.ts';

export {dataCacheFolder} from './cache-folder.ts';
export {downloadMnist, type Downloaded, type DownloadOptions} from './download-mnist.ts';
export {readIdx} from './idx.ts';
export {loadMnist, type LoadMnistOptions} from './load-mnist.ts';

/** Planes through weight space, and the surface that is measured over one. */
export {scanGrid, toSurface} from './plane.ts';

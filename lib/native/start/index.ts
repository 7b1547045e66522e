/**
 * Starting: which backend is asked for, where its parts are installed, with what settings and threads it is started, and what
 * to say where it is missing.
 *
 * Nothing here loads TensorFlow.js before a backend is started, so that commands can ask about it without waiting.
 */
export {type BackendName, backendVariable, nativeRemedy, requestedBackend, tellFallback} from './backend-choice.ts';
export {type BackendDiagnosis, diagnoseBackend, packageVersions} from './backend-diagnosis.ts';
export {bindingPath, locatePackage, packageRoot} from './packages.ts';
export {sharedParts} from './tensorflow-settings.ts';
export {loadBackend} from './start-backend.ts';

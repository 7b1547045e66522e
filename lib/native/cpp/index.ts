/**
 * C++ of this package's own, a part a file, which set-up compiles into the binding together with tfjs-node's sources.
 *
 * A binding works without each part, only slower; a build notes the parts that it has come without. What the parts are is the key
 * of a build in the user's cache, so that another source makes another build.
 */
export {type MissingPart, missingParts, missingPartsFile} from './missing-parts.ts';
export {type Part, parts, rulePassesFile, sourceFiles, sourcesDigest} from './parts.ts';

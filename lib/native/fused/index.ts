/**
 * Fused updates: an equation that is a program over elements is carried out by one operation of this package's own, in place, in one
 * pass over memory, for all variables in one call.
 *
 * The operation takes the program as text; set-up compiles loops of the programs of this package's rules, all others are interpreted.
 * Loaded, it carries out all updates on the native backend. What is no such program is left to the plain way. A value that somebody else holds is never changed.
 */
export {byValue, fusedUpdates, hasUpdates} from './fused-updates.ts';
export {groupsOf, streamsOf} from './groups.ts';
export {passesOf, programText} from './program-text.ts';

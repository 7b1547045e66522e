/** What restores the state of an optimizer; rules load it where they restore something, so that pages that never do go without. */
export {restoredShared} from './restored-shared.ts';
export {restoredSlots} from './restored-slots.ts';
export {checkCount, checkSaved} from './saved-weights.ts';

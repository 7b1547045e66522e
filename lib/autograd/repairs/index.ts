export {activateRepairs} from './activate.ts';
export {repairGradients} from './repair-gradients.ts';

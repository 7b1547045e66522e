/**
 * `tfjs-optim/development`: what helps while one writes. Messages suggest the name that was meant and show lists of tensors, rules of
 * one's own are checked, and `describe` tells all. In Node it is always there; a page loads it where it is wanted.
 */
import '../lib/base/wording.ts';
import '../optimizers/development/index.ts';

import Mocha from 'mocha';

/** Mocha's spec reporter, closing with the plain count that continuous integration reads. JavaScript, as mocha loads it itself. */
export default class CountingReporter extends Mocha.reporters.Spec {
  epilogue() {
    super.epilogue();
    const {passes, failures, pending} = this.stats;
    console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
  }
}

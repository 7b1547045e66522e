import Mocha from 'mocha';

/** Mocha's spec reporter, closing with the plain count that continuous integration reads. */
export default class CountingReporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    const {passes, failures, pending} = this.stats;
    console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
  }
}

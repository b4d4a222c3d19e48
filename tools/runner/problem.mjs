/** Something that a person can put right: one sentence that says what is wrong, and the next step to take. */
export class Problem extends Error {
  /**
   * @param {string} message one sentence
   * @param {string} next what to do now
   * @param {string} [output] what the failing program printed
   */
  constructor(message, next, output) {
    super(message);
    this.name = 'Problem';
    this.next = next;
    this.output = output;
  }
}

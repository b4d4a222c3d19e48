/** The four answers to a proof, in the sequence in which they are offered. */
export const answers = [
  { id: 'approve', choice: 'approve', icon: 'check', look: 'main', says: false, ticks: true },
  { id: 'correct', choice: 'approve', icon: 'edit', look: 'quiet', says: true, ticks: true },
  { id: 'revise', choice: 'revise', icon: 'undo', look: 'quiet', says: true, ticks: false },
  { id: 'decline', choice: 'decline', icon: 'close', look: 'danger', says: true, ticks: false },
] as const;

/** One of them. */
export type Answer = (typeof answers)[number];

/** The one that was sent: an approval with words is one with a correction. */
export const answerSent = (choice: string, reason: string): Answer['id'] | undefined =>
  choice === 'approve' && reason !== '' ? 'correct' : answers.find(({ id }) => id === choice)?.id;

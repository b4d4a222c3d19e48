/** One part of a long form. */
export interface Task {
  readonly id: string;
  /** Missing when the task cannot be started yet; `hint` then says what comes first. */
  readonly href?: string | undefined;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly state: 'todo' | 'done' | 'problem' | 'blocked';
}

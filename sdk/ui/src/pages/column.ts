/** A column of a table. */
export interface Column {
  readonly key: string;
  readonly label: string;
  /** Amounts and quantities stand at the end, in figures of one width. */
  readonly numeric?: boolean | undefined;
  /** Where a click on the head leads, when rows can be sorted by it. */
  readonly sortHref?: string | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

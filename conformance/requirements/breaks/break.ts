/** What makes one requirement false: text that stands once in a file, and what stands there instead. */
export interface Break {
  /** From the root of the repository: where what is stated lives. */
  readonly file: string;
  /** Found exactly once in the file. */
  readonly line: string;
  /** Contradicts the statement, and still loads. */
  readonly becomes: string;
  /** Why another requirement is broken by the very same change. */
  readonly shares?: string;
  /** Why a test that no longer ends is what the statement is about; without it, that counts as no proof. */
  readonly hangs?: string;
}

/** The breaks of an area, by the id of the requirement. */
export type Breaks = Readonly<Record<string, Break>>;

/** What a source itself says, and where in it: the section of an article, a step, a row, an item of a list. */
export interface Saying {
  readonly kind: 'says';
  /** The key of the source, as the statement cites it. */
  readonly source: string;
  readonly where: string;
  /** One sentence of ours about what is written there; the statement may say less, and never more. */
  readonly words: string;
}

/** A source that is cited and that nobody could open here. */
export interface NotOpened {
  readonly kind: 'not-opened';
  readonly source: string;
  /** Why, and what stands in for it. */
  readonly reason: string;
}

export type Evidence = Saying | NotOpened;

/** The evidence of an area: by the id of a requirement, or by the key of a setting (facetKey.ts). */
export type EvidenceById = Readonly<Record<string, readonly Evidence[]>>;

export const says = (source: string, where: string, words: string): Saying => ({ kind: 'says', source, where, words });

export const notOpened = (source: string, reason: string): NotOpened => ({ kind: 'not-opened', source, reason });

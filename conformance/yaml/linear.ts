/**
 * How a text is parsed: what the parser would do for each key or each mistake with the whole text is done by us, once; see
 * documentProblem. Sets and ordered maps are in no format of ours.
 */
export const linear = { uniqueKeys: false, prettyErrors: false, resolveKnownTags: false } as const;

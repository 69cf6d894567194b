/** What a lone `-` among the operands stands for. */
export const standardInputWord = '-';

/** Ends the description of every operand that can be standard input; to all others `-` is a mistake. */
export const orStandardInput = '; - is standard input';

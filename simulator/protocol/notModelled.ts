import { hresult } from './api.ts';

/**
 * The answer of this project to a call that its model does not cover: neither a success nor a plausible guess.
 *
 * Bit 29, the customer bit, is set, and Microsoft leaves that bit to others: no Exchange, engine or Windows code can
 * ever have this value (edbbcli.md 2.1).
 */
export const NOT_MODELLED = hresult(0xedb00001);

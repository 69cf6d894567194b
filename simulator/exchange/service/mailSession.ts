import type { Engine } from '../../engine/index.ts';

/** What mail clients do to a store: transactions on rows. Numbers are JET errors, 0 for success. */
export type MailSession = Pick<Engine, 'begin' | 'insert' | 'replace' | 'remove' | 'commit' | 'rollback' | 'read'>;

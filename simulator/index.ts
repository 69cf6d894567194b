export * from './exchange/index.ts';
export * from './profiles/index.ts';
export * from './protocol/index.ts';
export * from './rules/index.ts';

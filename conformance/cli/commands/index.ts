/** What the program can be told to do: the words of each command, its options and its examples. */
export { driveCommands } from './drive.ts';
export { hostingCommands } from './hosting.ts';
export { lookUpCommands } from './lookUp.ts';
export { playCommands } from './play.ts';
export { verifyCommands } from './verify.ts';

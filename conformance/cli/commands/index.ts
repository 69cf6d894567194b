/** What the program can be told to do: the words of each command, its options and its examples. */
export { allCommands } from './allCommands.ts';

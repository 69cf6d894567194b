/** The registry of a server, and what the services keep there: their paths and the "Restore in Progress" key. */
export { readCircularLogging, writeCircularLogging } from './circularLogging.ts';
export { Registry, type RegistryValue } from './registry.ts';
export { RestoreInProgress, type RestoreOrderFromRegistry, type RestoreRegistration } from './restoreKey.ts';
export {
  databasePaths,
  fitsHeaders,
  installedPaths,
  isServiceFolder,
  placeProblem,
  readPaths,
  type ServiceFolders,
  type ServicePaths,
  writeDatabasePath,
  writePaths,
} from './servicePaths.ts';

// Loaded before a test file in a copy of the built tree: a property that fails says so at once.
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

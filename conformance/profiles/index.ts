/** Profiles as people give them: by the name of a product, or in a file with what they have seen on a real server. */
export { chooseProfile, unknownProfile } from './chooseProfile.ts';

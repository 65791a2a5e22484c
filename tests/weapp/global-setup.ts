export { ensureWeappBuild as setup } from '../support/builds.ts';

export { ensureWebBuild as setup } from '../support/builds.ts';

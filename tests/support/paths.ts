import path from 'node:path';

/** The top of the repository. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** Where the two builds of the mini-program land. */
export const weappDist = path.join(repositoryRoot, 'miniapp/dist/weapp');
export const webDist = path.join(repositoryRoot, 'miniapp/dist/h5');

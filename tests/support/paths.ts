import path from 'node:path';

/** The top of the repository. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

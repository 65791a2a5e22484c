import { ensureWeappBuild } from '@linli/server/builds.ts';

export const setup = (): Promise<void> => ensureWeappBuild();

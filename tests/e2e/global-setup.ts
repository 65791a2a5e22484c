import { ensureWebBuild } from '@linli/server/builds.ts';

export const setup = (): Promise<void> => ensureWebBuild();

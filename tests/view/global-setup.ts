import { ensureWeappBuild, ensureWebBuild } from '@linli/server/builds.ts';

export async function setup(): Promise<void> {
  await ensureWeappBuild();
  await ensureWebBuild();
}
